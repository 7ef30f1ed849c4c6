import { call } from '../bridge'
import type { ChosenSettings } from '../chat/conversation-view.svelte'
import { languageName } from '../translate/languages'
import { m, shownLocale } from '../words'
import type { QuickAction } from './quick-actions'
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
      translate: () => this.#translate()
    }
  }

  /** False where there is nothing to do. */
  obey(command: QuickCommand): boolean {
    if (command === 'copy' && this.conversation.answer === null) return false
    if (typeof command === 'string') void this.#named[command]()
    else void this.act(this.page.actions[command.action])
    return true
  }

  async ask(written = this.conversation.written): Promise<boolean> {
    const isAsked = await this.conversation.ask(written, this.page.chosen())
    this.page.onAsked(isAsked)
    return isAsked
  }

  async act(action: QuickAction | undefined): Promise<void> {
    const { conversation } = this
    if (!action || !(await conversation.images.ready)) return
    if (!conversation.hasBrought && !(await conversation.attachClipboard())) return
    if (action.prompt === null) await this.#translate()
    else await this.ask(action.prompt)
  }

  /** What is written but not asked is asked first, and read in the large window. */
  async open(): Promise<void> {
    const { conversation } = this
    const isAsked = !conversation.hasUnasked || conversation.stage === 'running' || (await this.ask())
    // What was said of an image is read here.
    if (!isAsked && conversation.images.words !== null) return
    if (this.quick.conversation === conversation) await this.quick.openInWindow()
  }

  /** The sheet takes text alone: what is in an image has to be asked. */
  async #translate(): Promise<void> {
    const { conversation, quick } = this
    if (!(await conversation.images.ready)) return
    if (conversation.images.list.length > 0) return this.#askTranslation()
    const text = conversation.attached
    conversation.attached = null
    if (quick.conversation === conversation) quick.translate(text)
  }

  /** Into the language of the sheet. */
  async #askTranslation(): Promise<void> {
    const sheet = await call('translate:open', {})
    if (!sheet.ok) return this.conversation.refuse(sheet.fault)
    await this.ask(m.quick_translate_prompt({ language: languageName(sheet.value.to, shownLocale()) }))
  }

  async #copyAndClose(): Promise<void> {
    const { answer, view } = this.conversation
    if (answer !== null && (await view.copy(answer))) await this.conversation.hide()
  }
}
