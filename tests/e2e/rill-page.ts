import { expect, type Locator, type Page } from '@playwright/test'
import type { ProviderId } from '../../src/shared/domain/ids'
import type { Locale, SettingsChange } from '../../src/shared/domain/settings'
import type { Bridge } from '../../src/shared/ipc/bridge'
import type { ProviderChange } from '../../src/shared/ipc/provider-calls'
import { windowWords } from './window-words'

/** The text of an answer, without its actions and figures. */
export const ANSWER = 'article .markdown'

const FINISH_LIMIT_MS = 45_000

type Asked = Pick<ProviderChange, 'keySource' | 'name' | 'model'>

/** The main window as a person finds their way in it: by role and label. */
export class RillPage {
  readonly say: ReturnType<typeof windowWords>
  readonly main: Locator
  readonly sidebar: Locator
  readonly composer: Locator
  readonly stop: Locator
  /** The text of the newest answer. */
  readonly answer: Locator

  constructor(
    readonly page: Page,
    locale: Locale = 'en'
  ) {
    this.say = windowWords(locale)
    this.main = page.getByRole('main')
    this.sidebar = page.getByRole('navigation', { name: this.say('history_label') })
    this.composer = this.main.getByRole('textbox', { name: this.say('chat_composer'), exact: true })
    // While a retry waits there are two: one in the strip, one beside the composer.
    this.stop = this.button('chat_stop').last()
    this.answer = this.main.locator(ANSWER).last()
  }

  get strip(): Locator {
    return this.main.getByTitle(this.say('stats_details')).last()
  }

  get goOn(): Locator {
    return this.button('chat_continue')
  }

  /** The little lights beside the titles of conversations that are being answered. */
  get answeringNow(): Locator {
    return this.sidebar.getByRole('img', { name: this.say('history_streaming') })
  }

  button(message: string): Locator {
    return this.main.getByRole('button', { name: this.say(message), exact: true })
  }

  async ask(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  /** Waits until no answer is being written in this view. */
  async finished(): Promise<void> {
    await expect(this.answer).not.toBeEmpty({ timeout: FINISH_LIMIT_MS })
    await expect(this.stop).toBeHidden({ timeout: FINISH_LIMIT_MS })
  }

  async answerText(): Promise<string> {
    return (await this.answer.innerText()).trim()
  }

  conversation(title: string): Locator {
    return this.sidebar.getByRole('button', { name: title }).first()
  }

  async newConversation(): Promise<void> {
    await this.sidebar.getByRole('button', { name: this.say('history_new') }).first().click()
    await expect(this.composer).toBeVisible()
  }

  async openInNewWindow(title: string): Promise<void> {
    await this.conversation(title).hover()
    await this.sidebar.getByRole('button', { name: this.say('history_more', { title }) }).click()
    await this.page.getByRole('menuitem', { name: this.say('history_new_window') }).click()
  }

  toolCard(name: string): Locator {
    return this.main.getByRole('region', { name: this.say('chat_tool', { name }) })
  }

  /** Lets the oldest waiting call of this tool run, or does not. */
  async decide(name: string, yes: boolean): Promise<void> {
    const answer = this.say(yes ? 'chat_tool_allow' : 'chat_tool_deny')
    await this.toolCard(name).getByRole('button', { name: answer, exact: true }).first().click()
  }

  async openReasoning(): Promise<void> {
    const timed = this.say('chat_thought_for').trim()
    const names = new RegExp([timed, this.say('chat_thought')].join('|'))
    await this.main.getByRole('button', { name: names }).last().click()
  }

  async openSettings(): Promise<void> {
    // From a conversation the settings open at their beginning.
    await this.newConversation()
    await this.sidebar.getByRole('button', { name: this.say('history_settings') }).click()
  }

  async openProvider(name: string): Promise<void> {
    await this.openSettings()
    await this.main.getByRole('button', { name: this.say('settings_open_provider', { name }) }).click()
  }

  async saveKey(key: string): Promise<void> {
    // A password field has no role.
    await this.main.getByLabel(this.say('settings_key'), { exact: true }).and(this.main.locator('input')).fill(key)
    await this.button('settings_key_save').click()
  }

  /** Adds a provider that wants a key and chooses it for new conversations, past the settings page. */
  addProvider(baseUrl: string): Promise<ProviderId> {
    return this.#add(baseUrl, { keySource: { kind: 'stored' }, name: 'Steered', model: 'steered' })
  }

  /** The same without a key. */
  async useProvider(baseUrl: string, name = 'Steered', model = 'steered'): Promise<void> {
    await this.#add(baseUrl, { keySource: { kind: 'none' }, name, model })
  }

  /** The same in the small window, which shows no list. */
  async useProviderHere(baseUrl: string): Promise<void> {
    await this.#put(baseUrl, { keySource: { kind: 'none' }, name: 'Steered', model: 'steered' })
  }

  async change(change: SettingsChange): Promise<void> {
    await this.page.evaluate(async (change) => {
      const { call } = Reflect.get(window, 'rill') as Bridge
      const reply = await call('settings:change', change)
      if (!reply.ok) throw new Error(reply.fault.message)
    }, change)
  }

  async #add(baseUrl: string, change: Asked): Promise<ProviderId> {
    const id = await this.#put(baseUrl, change)
    await this.newConversation()
    return id
  }

  async #put(baseUrl: string, change: Asked): Promise<ProviderId> {
    await expect(this.composer).toBeVisible()
    const id = await this.page.evaluate(
      async ({ baseUrl, change }) => {
        const { call } = Reflect.get(window, 'rill') as Bridge
        const added = await call('providers:add', { preset: 'custom', baseUrl })
        if (!added.ok) throw new Error(added.fault.message)
        const providerId = added.value.id
        const changed = await call('providers:change', { providerId, change })
        if (!changed.ok) throw new Error(changed.fault.message)
        return providerId
      },
      { baseUrl, change }
    )
    await this.change({ chosenProviderId: id })
    return id
  }
}
