import type { Conversation, ConversationChange, Draft } from '../../../shared/domain/conversation'
import type { Image } from '../../../shared/domain/image'
import type { ConversationId, MessageId, RunId } from '../../../shared/domain/ids'
import type { Answer, Message } from '../../../shared/domain/message'
import { isLive, type AnswerState } from '../../../shared/domain/run'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import type { AskQuestion, RequestForm, StartedRun } from '../../../shared/ipc/chat-calls'
import type { Branch } from '../../../shared/ipc/list-calls'
import { wholeBeginning } from '../../../shared/whole-beginning'
import { call } from '../bridge'
import type { ShownRun } from '../run/run-view'
import { m } from '../words'
import type { OpenedConversation } from './opened-conversation'
import { QuestionEdits } from './question-edits.svelte'
import { StoredConversation, type Phase } from './stored-conversation.svelte'
import type { ThreadRows } from './thread-rows.svelte'

/** What a conversation is made with, while it has no first question yet. */
export type ChosenSettings = Pick<Conversation, 'providerId' | 'model' | 'systemPrompt' | 'temperature'>

/** What is to be asked in a fork. */
type ForkDraft = Pick<Draft, 'text' | 'images'>

/** As main takes it, in UTF-16 units. */
const MOST_TITLE_LENGTH = 500

/** One conversation as this window shows it, and what a person does in it. */
export class ConversationView {
  #fault = $state.raw<Fault | null>(null)
  readonly #stored: StoredConversation
  /** Its questions that are being written anew. */

  /** `onFork` is told of the new conversation, and what is to be asked in it. */
  constructor(
    /** Questions that are being written anew. */
    readonly edits = new QuestionEdits(),
    private readonly onFork: (id: ConversationId, draft: ForkDraft) => void = () => undefined,
    /** What was read in the trash is removed for good. */
    onGone: () => void = () => undefined,
    /** It was restored here, or removed for good. */
    private readonly onLeftTrash: (id: ConversationId) => void = () => undefined
  ) {
    this.#stored = new StoredConversation({ onFault: (fault) => (this.#fault = fault), onGone: () => onGone() })
  }

  get phase(): Phase {
    return this.#stored.phase
  }

  get rows(): ThreadRows {
    return this.#stored.rows
  }

  get conversation(): Conversation | null {
    return this.#stored.open?.conversation ?? null
  }

  /** Since when it is in the trash, where it can only be read; null as a rule. */
  get deletedAtMs(): number | null {
    return this.#stored.open?.deletedAtMs ?? null
  }

  /** Null while it has no question yet, is being read, or can only be read. */
  get opened(): OpenedConversation | null {
    const { open } = this.#stored
    if (open === null || open.deletedAtMs !== null) return null
    return { id: open.conversation.id, pinned: open.pinned, archived: open.archived }
  }

  /** Its newest messages. */
  get messages(): readonly Message[] {
    return this.#stored.open?.messages ?? []
  }

  /** What the last action was refused with; null once it was read or another succeeded. */
  get fault(): Fault | null {
    return this.#fault
  }

  /** The answer at the end, while it is being written. */
  get liveAnswer(): Answer | null {
    const last = this.messages.at(-1)
    return last?.role === 'assistant' && this.lastState !== null && isLive(this.lastState) ? last : null
  }

  /** How far the answer at the end is; null where there is none. */
  get lastState(): AnswerState | null {
    const last = this.messages.at(-1)
    return last?.role === 'assistant' ? (this.shown(last)?.content.state ?? last.state) : null
  }

  /** What a live run shows of this answer; null when it is over and what is stored is all. */
  shown(answer: Answer): ShownRun | null {
    return this.#stored.runs.shown(answer)
  }

  reasoningMs(answer: Answer): number | null {
    return this.#stored.runs.reasoningMs(answer)
  }

  /** Follows what main stores; returns the way to stop. */
  follow(): () => void {
    return this.#stored.follow()
  }

  /** `whole`: not before all of it is known, for a place that is far from its end. */
  show(id: ConversationId | null, whole = false): void {
    if (this.#stored.show(id, whole)) this.#fault = null
  }

  dismissFault(): void {
    this.#fault = null
  }

  /** The conversation it went to, null when main refused and the text should be kept. */
  async ask(
    text: string,
    chosen: ChosenSettings & Pick<AskQuestion, 'about'>,
    images: readonly Image[] = []
  ): Promise<ConversationId | null> {
    const { providerId, model } = chosen
    const own = this.conversation
    // Its own is not there any more.
    if (own && own.providerId !== providerId) await this.change({ providerId, model })
    const named = images.length === 0 ? {} : { images: images.map(({ id }) => id) }
    const conversationId = this.#stored.id
    const started = await this.#act(call('chat:ask', { conversationId, text, ...named, ...chosen }))
    if (started) await this.#stored.goOn(started.conversationId)
    return started?.conversationId ?? null
  }

  async regenerate(answerId: MessageId): Promise<void> {
    await this.#start(call('chat:regenerate', { answerId }))
  }

  /** False when main refused, and what was written should be kept. */
  async edit(questionId: MessageId, text: string, images: readonly Image[]): Promise<boolean> {
    return this.#start(call('chat:edit', { questionId, text, images: images.map(({ id }) => id) }))
  }

  async continue(answerId: MessageId): Promise<void> {
    await this.#start(call('chat:continue', { answerId }))
  }

  async keep(answerId: MessageId): Promise<void> {
    await this.#act(call('chat:keep', { answerId }))
  }

  async stop(): Promise<void> {
    const live = this.liveAnswer
    if (live) await this.#act(call('chat:stop', { runId: live.runId }))
  }

  async retryNow(runId: RunId): Promise<void> {
    await this.#act(call('chat:retry-now', { runId }))
  }

  /** Shows the branch this message is on. */
  async choose(messageId: MessageId): Promise<void> {
    const open = await this.#act(call('messages:choose', { messageId }))
    if (open) await this.#stored.take(open)
  }

  /** A new conversation that goes up to this message. */
  async fork(messageId: MessageId, draft: ForkDraft = { text: '' }): Promise<void> {
    const title = m.chat_fork_title({ title: this.conversation?.title || m.chat_new() })
    const forked = await this.#act(call('messages:fork', { messageId, title: wholeBeginning(title, MOST_TITLE_LENGTH) }))
    if (forked) this.onFork(forked.conversationId, draft)
  }

  async branches(): Promise<readonly Branch[]> {
    const conversationId = this.#stored.id
    if (conversationId === null) return []
    return (await this.#act(call('messages:tree', { conversationId }))) ?? []
  }

  async change(change: ConversationChange): Promise<void> {
    const conversationId = this.#stored.id
    if (conversationId === null) return
    const conversation = await this.#act(call('conversations:change', { conversationId, change }))
    if (conversation) this.#stored.changed(conversation)
  }

  /** Takes it out of the trash, back into the list or for good. */
  async leaveTrash(by: 'restore' | 'purge'): Promise<void> {
    const { id } = this.#stored
    if (id === null) return
    const restore = (): Promise<Reply<unknown>> => call('conversations:restore', { conversationId: id })
    await this.#act(by === 'restore' ? restore() : call('conversations:purge', { conversationIds: [id] }))
    if (this.#fault === null) this.onLeftTrash(id)
  }

  async decide(answerId: MessageId, callId: string, allowed: boolean): Promise<void> {
    await this.#act(call('tools:decide', { answerId, callId, allowed }))
  }

  async copy(text: string): Promise<boolean> {
    return (await this.#act(call('app:copy-text', { text }))) !== null
  }

  async copyRequest(answerId: MessageId, form: RequestForm): Promise<boolean> {
    const request = await this.#act(call('chat:copy-request', { answerId, form }))
    return request !== null && (await this.copy(request.text))
  }

  async #start(reply: Promise<Reply<StartedRun>>): Promise<boolean> {
    const started = await this.#act(reply)
    if (started) await this.#stored.goOn(started.conversationId)
    return started !== null
  }

  async #act<T>(reply: Promise<Reply<T>>): Promise<T | null> {
    const result = await reply
    this.#fault = result.ok ? null : result.fault
    return result.ok ? result.value : null
  }
}
