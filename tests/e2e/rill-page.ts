import { expect, type Locator, type Page } from '@playwright/test'
import type { Bridge } from '../../src/shared/ipc/bridge'
import type { ProviderId } from '../../src/shared/domain/ids'

/** The text of an answer, without its actions and figures. */
export const ANSWER = '[data-answer]'

/** The main window as a person finds their way in it: by role and label. */
export class RillPage {
  readonly main: Locator
  readonly sidebar: Locator
  readonly composer: Locator
  readonly stop: Locator
  /** The newest answer's text. */
  readonly answer: Locator
  readonly strip: Locator
  readonly reasoning: Locator
  readonly goOn: Locator
  readonly fault: Locator
  readonly answeringNow: Locator

  constructor(readonly page: Page) {
    this.main = page.getByRole('main')
    this.sidebar = page.getByRole('navigation', { name: 'Conversations' })
    this.composer = this.main.getByRole('textbox', { name: 'Question' })
    this.stop = this.main.getByRole('button', { name: 'Stop' })
    this.answer = this.main.locator(ANSWER).last()
    this.strip = this.main.getByRole('group', { name: 'Statistics' }).last()
    this.reasoning = this.main.getByRole('region', { name: 'Reasoning' }).last()
    this.goOn = this.main.getByRole('button', { name: 'Continue' })
    this.fault = this.main.getByRole('alert')
    this.answeringNow = this.sidebar.getByRole('img', { name: 'answering now' })
  }

  async ask(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  /** Waits until no answer is being written in this view. */
  async finished(): Promise<void> {
    await expect(this.answer).not.toBeEmpty()
    await expect(this.stop).toBeHidden({ timeout: 45_000 })
  }

  async answerText(): Promise<string> {
    return (await this.answer.innerText()).trim()
  }

  question(text: string): Locator {
    return this.main.getByRole('article', { name: 'You' }).filter({ hasText: text })
  }

  conversation(title: string): Locator {
    return this.sidebar.getByRole('button', { name: title }).first()
  }

  async newConversation(): Promise<void> {
    await this.sidebar.getByRole('button', { name: 'New conversation' }).click()
  }

  async openInNewWindow(title: string): Promise<void> {
    await this.conversation(title).hover()
    await this.sidebar.getByRole('button', { name: `More actions for “${title}”` }).click()
    await this.page.getByRole('menuitem', { name: 'Open in a new window' }).click()
  }

  toolCard(name: string): Locator {
    return this.main.getByRole('group', { name }).last()
  }

  async allowTool(name: string): Promise<void> {
    await this.main.getByRole('group', { name }).getByRole('button', { name: 'Allow' }).first().click()
  }

  async refuseTool(name: string): Promise<void> {
    await this.main.getByRole('group', { name }).getByRole('button', { name: 'Refuse' }).first().click()
  }

  async openReasoning(): Promise<void> {
    await this.main.getByRole('button', { name: 'Reasoning' }).last().click()
  }

  async openProvider(name: string): Promise<void> {
    await this.sidebar.getByRole('button', { name: 'Settings' }).click()
    await this.main.getByRole('button', { name: `Set up ${name}` }).click()
  }

  async saveKey(key: string): Promise<void> {
    await this.main.getByRole('textbox', { name: 'Key', exact: true }).fill(key)
    await this.main.getByRole('button', { name: 'Save key' }).click()
  }

  /** Adds a provider that wants a key and chooses it for new conversations, past the settings page. */
  addProvider(baseUrl: string): Promise<ProviderId> {
    return this.#add(baseUrl, { kind: 'stored' })
  }

  /** The same without a key. */
  async useProvider(baseUrl: string): Promise<void> {
    await this.#add(baseUrl, { kind: 'none' })
  }

  async #add(baseUrl: string, keySource: { kind: 'stored' } | { kind: 'none' }): Promise<ProviderId> {
    await expect(this.composer).toBeVisible()
    const id = await this.page.evaluate(
      async ({ baseUrl, keySource }) => {
        const { call } = Reflect.get(window, 'rill') as Bridge
        const added = await call('providers:add', { preset: 'custom', baseUrl, name: 'Steered' })
        if (!added.ok) throw new Error(added.fault.message)
        const providerId = added.value.id
        await call('providers:change', { providerId, change: { keySource, model: 'steered' } })
        await call('settings:change', { chosenProviderId: providerId })
        return providerId
      },
      { baseUrl, keySource }
    )
    await this.newConversation()
    return id
  }
}
