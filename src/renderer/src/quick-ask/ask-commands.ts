import { call } from '../bridge'
import type { ChosenSettings } from '../chat/conversation-view.svelte'
import { languageName } from '../translate/languages'
import { m, shownLocale } from '../words'
import type { ActionAsked, QuickAction } from './quick-actions'
import type { QuickConversation } from './quick-conversation.svelte'
import type { QuickCommand } from './quick-keys'
import type { QuickState } from './quick-state.svelte'

export interface AskPage {
  readonly actions: readonly QuickAction[]
  readonly chosen: () => ChosenSettings
  /** A question was asked, or refused. */
  readonly onAsked: (isAsked: boolean) => void
}

/** What the commands of the small window do in one of its conversations, also when it shows another meanwhile. */
export class AskCommands {
  readonly #named: Readonly<Record<Extract<QuickCommand, string>, () => unknown>>

  constructor(
    private readonly quick: QuickState,
    private readonly conversation: QuickConversation,
    private readonly page: AskPage
  ) {
    this.#named = {
      hide: () => conversation.hide(),
      stop: () => conversation.view.stop(),
      new: () => quick.startNew(),
      open: () => this.open(),
      copy: () => this.#copyAndClose(),
      keep: () => conversation.toggleKeep(),
      attach: () => conversation.attachClipboard(),
      translate: () => quick.translate(null)
    }
  }

  /** False where there is nothing to do. */
  obey(command: QuickCommand): boolean {
    if (command === 'copy' && this.conversation.answer === null) return false
    if (typeof command === 'string') void this.#named[command]()
    else void this.act(this.page.actions[command.action])
    return true
  }

  async ask(action?: ActionAsked): Promise<void> {
    this.page.onAsked(await this.conversation.ask(this.page.chosen(), action))
  }

  async act(action: QuickAction | undefined): Promise<void> {
    const { conversation } = this
    if (!action || !(await conversation.images.ready)) return
    if (!conversation.hasBrought && !(await conversation.attachClipboard()) && !conversation.hasUnasked) return
    const { prompt, label } = action
    if (prompt === null) await this.#translate(label)
    else await this.ask({ prompt, label })
  }

  /** Nothing is asked by it: what is written goes along. */
  async open(): Promise<void> {
    const { conversation, quick } = this
    if ((await conversation.settled()) && quick.conversation === conversation) await quick.openInWindow()
  }

  /** The sheet takes text alone: what is in an image has to be asked. */
  async #translate(label: string): Promise<void> {
    const { conversation, quick } = this
    if (!(await conversation.images.ready)) return
    if (conversation.images.list.length > 0) return this.#askTranslation(label)
    if (quick.conversation === conversation) quick.translate(conversation.takeText())
  }

  /** Into the language of the sheet. */
  async #askTranslation(label: string): Promise<void> {
    const sheet = await call('translate:open', {})
    if (!sheet.ok) return this.conversation.refuse(sheet.fault)
    const language = languageName(sheet.value.to, shownLocale())
    await this.ask({ prompt: m.quick_translate_prompt({ language }), label })
  }

  async #copyAndClose(): Promise<void> {
    const { answer, view } = this.conversation
    if (answer !== null && (await view.copy(answer))) await this.conversation.hide()
  }
}
