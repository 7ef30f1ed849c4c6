import { SvelteMap } from 'svelte/reactivity'
import type { Conversation, ConversationChange, Draft } from '../../../shared/domain/conversation'
import type { Image } from '../../../shared/domain/image'
import type { ConversationId, MessageId, RunId } from '../../../shared/domain/ids'
import type { Answer, Message } from '../../../shared/domain/message'
import { isLive, type AnswerState } from '../../../shared/domain/run'
import type { Fault } from '../../../shared/fault'
import type { OpenConversation, Reply, RequestForm, StartedRun } from '../../../shared/ipc/calls'
import type { Branch } from '../../../shared/ipc/list-calls'
import { wholeBeginning } from '../../../shared/whole-beginning'
import { call, on } from '../bridge'
import { m } from '../words'
import type { OpenedConversation } from './opened-conversation'
import { runPorts } from '../run/run-ports'
import { RunView, type ShownRun } from '../run/run-view'
import { ThreadRows } from './thread-rows.svelte'

/** What a conversation is made with, while it has no first question yet. */
export type ChosenSettings = Pick<Conversation, 'providerId' | 'model' | 'systemPrompt' | 'temperature'>

/** What is to be asked in a fork. */
type ForkDraft = Pick<Draft, 'text' | 'images'>

/** As main takes it, in UTF-16 units. */
const MOST_TITLE_LENGTH = 500

type Phase = 'new' | 'loading' | 'open' | 'failed'

/** Times of more answers than this are forgotten, the oldest first: a window may stay open for months. */
const MOST_REASONING_TIMES = 500

/** One conversation as this window shows it: what main has stored, and the runs that are going on, attached. */
export class ConversationView {
  /** `onFork` is told of the new conversation, and what is to be asked in it. */
  constructor(
    private readonly onFork: (id: ConversationId, draft: ForkDraft) => void = () => undefined,
    /** What was read in the trash is removed for good. */
    private readonly onGone: () => void = () => undefined,
    /** It was restored here, or removed for good. */
    private readonly onLeftTrash: (id: ConversationId) => void = () => undefined
  ) {}

  #phase = $state.raw<Phase>('new')
  #id: ConversationId | null = null
  #open = $state.raw<OpenConversation | null>(null)
  #fault = $state.raw<Fault | null>(null)
  readonly #shown = new SvelteMap<RunId, ShownRun>()
  readonly #runs = new Map<RunId, RunView>()
  readonly #reasoningMs = new SvelteMap<MessageId, number>()
  #loads = 0
  /** Every message of it, the texts of those that are near the page. */
  readonly rows = new ThreadRows({
    outline: (headId) => call('messages:outline', { headId }),
    read: (messageIds) => call('messages:read', { messageIds })
  })

  get phase(): Phase {
    return this.#phase
  }

  get conversation(): Conversation | null {
    return this.#open?.conversation ?? null
  }

  /** Since when it is in the trash, where it can only be read; null as a rule. */
  get deletedAtMs(): number | null {
    return this.#open?.deletedAtMs ?? null
  }

  /** Null while it has no question yet, is being read, or can only be read. */
  get opened(): OpenedConversation | null {
    const open = this.#open
    if (open === null || open.deletedAtMs !== null) return null
    return { id: open.conversation.id, pinned: open.pinned, archived: open.archived }
  }

  /** Its newest messages. */
  get messages(): readonly Message[] {
    return this.#open?.messages ?? []
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
    return this.#shown.get(answer.runId) ?? null
  }

  reasoningMs(answer: Answer): number | null {
    return this.#shown.get(answer.runId)?.reasoningMs ?? this.#reasoningMs.get(answer.id) ?? null
  }

  /** Follows what main stores; returns the way to stop. */
  follow(): () => void {
    const loadIf = (conversationId: ConversationId): void => {
      if (conversationId === this.#id) void this.#load()
    }
    const stops = [
      on('conversations:changed', ({ conversationId }) => loadIf(conversationId)),
      on('conversations:deleted', ({ conversationId }) => loadIf(conversationId)),
      // It may be pinned, archived or in the trash now, or not any more.
      on('history:changed', () => void this.#load())
    ]
    // One that was followed before may have gone on meanwhile.
    if (this.#open) void this.#load()
    return () => {
      stops.forEach((stop) => stop())
      this.#closeRuns(() => true)
    }
  }

  /** `whole`: not before all of it is known, for a place that is far from its end. */
  show(id: ConversationId | null, whole = false): void {
    if (id === this.#id) return
    this.#id = id
    this.rows.clear()
    this.#open = null
    this.#fault = null
    this.#closeRuns(() => true)
    this.#phase = id === null ? 'new' : 'loading'
    if (id !== null) void this.#load(whole)
  }

  dismissFault(): void {
    this.#fault = null
  }

  /** The conversation it went to, null when main refused and the text should be kept. */
  async ask(text: string, chosen: ChosenSettings, images: readonly Image[] = []): Promise<ConversationId | null> {
    const { providerId, model } = chosen
    const own = this.conversation
    // Its own is not there any more.
    if (own && own.providerId !== providerId) await this.change({ providerId, model })
    const named = images.length === 0 ? {} : { images: images.map(({ id }) => id) }
    const started = await this.#act(call('chat:ask', { conversationId: this.#id, text, ...named, ...chosen }))
    return started ? this.#followRun(started) : null
  }

  async regenerate(answerId: MessageId): Promise<void> {
    await this.#start(call('chat:regenerate', { answerId }))
  }

  async edit(questionId: MessageId, text: string): Promise<boolean> {
    return this.#start(call('chat:edit', { questionId, text }))
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
    if (open) await this.#take(open)
  }

  /** A new conversation that goes up to this message. */
  async fork(messageId: MessageId, draft: ForkDraft = { text: '' }): Promise<void> {
    const title = m.chat_fork_title({ title: this.conversation?.title || m.chat_new() })
    const forked = await this.#act(call('messages:fork', { messageId, title: wholeBeginning(title, MOST_TITLE_LENGTH) }))
    if (forked) this.onFork(forked.conversationId, draft)
  }

  async branches(): Promise<readonly Branch[]> {
    if (this.#id === null) return []
    return (await this.#act(call('messages:tree', { conversationId: this.#id }))) ?? []
  }

  async change(change: ConversationChange): Promise<void> {
    if (this.#id === null) return
    const conversation = await this.#act(call('conversations:change', { conversationId: this.#id, change }))
    if (conversation && this.#open) this.#open = { ...this.#open, conversation }
  }

  /** Takes it out of the trash, back into the list or for good. */
  async leaveTrash(by: 'restore' | 'purge'): Promise<void> {
    const id = this.#id
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
    if (started) await this.#followRun(started)
    return started !== null
  }

  async #followRun(started: StartedRun): Promise<ConversationId> {
    this.#id = started.conversationId
    await this.#load()
    return started.conversationId
  }

  async #act<T>(reply: Promise<Reply<T>>): Promise<T | null> {
    const result = await reply
    this.#fault = result.ok ? null : result.fault
    return result.ok ? result.value : null
  }

  async #load(whole = false): Promise<void> {
    const id = this.#id
    if (id === null) return
    const load = ++this.#loads
    const reply = await call('conversations:open', { conversationId: id })
    // Only the newest load counts; an older reply may lack what the newer one has.
    if (id !== this.#id || load !== this.#loads) return
    if (reply.ok) return this.#take(reply.value, whole)
    if (reply.fault.kind === 'gone' && this.deletedAtMs !== null) return this.onGone()
    this.#fault = reply.fault
    if (!this.#open) this.#phase = 'failed'
  }

  async #take(open: OpenConversation, whole = false): Promise<void> {
    const taken = this.rows.take(open.messages, whole)
    this.#open = open
    this.#follow(open)
    await taken
    if (open.conversation.id === this.#id) this.#phase = 'open'
  }

  #follow(open: OpenConversation): void {
    const live = open.messages.filter((message) => message.role === 'assistant' && isLive(message.state))
    const runIds = new Set(live.map((message) => (message.role === 'assistant' ? message.runId : null)))
    this.#closeRuns((runId) => !runIds.has(runId))
    for (const message of live) if (message.role === 'assistant') this.#attach(message)
  }

  #attach({ id, runId }: Answer): void {
    if (this.#runs.has(runId)) return
    const view = new RunView(runId, runPorts, {
      onShow: (shown) => {
        this.#shown.set(runId, shown)
        if (shown.reasoningMs !== null) this.#keepReasoningMs(id, shown.reasoningMs)
      },
      onGone: () => this.#closeRuns((gone) => gone === runId)
    })
    this.#runs.set(runId, view)
  }

  #keepReasoningMs(id: MessageId, ms: number): void {
    this.#reasoningMs.set(id, ms)
    const [oldest] = this.#reasoningMs.keys()
    if (oldest !== undefined && this.#reasoningMs.size > MOST_REASONING_TIMES) this.#reasoningMs.delete(oldest)
  }

  #closeRuns(which: (runId: RunId) => boolean): void {
    for (const [runId, view] of this.#runs) {
      if (!which(runId)) continue
      view.close()
      this.#runs.delete(runId)
      this.#shown.delete(runId)
    }
  }
}
