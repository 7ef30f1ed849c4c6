import { copyContent } from '../../shared/answer-content'
import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { ImageId } from '../../shared/domain/image'
import type { Answer, AnswerContent, Message, Question, ToolResult } from '../../shared/domain/message'
import type { Provider } from '../../shared/domain/provider'
import { isLive, type AnswerState, type ToolCall } from '../../shared/domain/run'
import type { OpenConversation } from '../../shared/ipc/calls'
import type { AskQuestion, StartedRun } from '../../shared/ipc/chat-calls'
import type { ToolRequest } from '../../shared/ipc/events'
import { faultError } from '../fault-error'
import type { New, StoredRequest } from '../history/history'
import { newId } from '../new-id'
import { wantsReasoningBack } from '../providers/build-request'
import { AnswerRunner, type AnswerJob } from './answer-runner'
import { namedImages } from './asked-images'
import type { ChatWorld, ToolRun } from './chat-world'
import { LiveAnswers } from './live-answers'
import { newAnswer, newConversation, newQuestion, type Asked, newToolResults } from './new-turn'
import { sentRequest } from './stored-request'
import { roundsSoFar, ToolRounds } from './tool-rounds'
import { Turns } from './turns'

interface Found {
  readonly conversation: Conversation
  readonly message: Message
  /** From the first message to the one before it. */
  readonly before: readonly Message[]
}

type NewMessage = New<Question> | New<ToolResult> | New<Answer>

/** Questions and answers: what the person does in a conversation, and the runs that follow from it. */
export class Chat {
  /** The runs that are going on: to watch, to stop, to hurry. */
  readonly live: LiveAnswers
  private readonly runner: AnswerRunner
  private readonly rounds: ToolRounds
  private readonly turns = new Turns()

  constructor(
    private readonly world: ChatWorld,
    private readonly untitled: () => string
  ) {
    this.live = new LiveAnswers((list) => world.broadcast('chat:live', list))
    this.runner = new AnswerRunner(world, this.live, (job, content) => this.askForTools(job, content))
    this.rounds = new ToolRounds(
      world.tools,
      (waiting) => world.broadcast('tools:asked', waiting),
      (answerId, calls, runs) => this.goOnAfterTools(answerId, calls, runs)
    )
  }

  /** The end of a conversation, as it is shown. */
  async open(id: ConversationId): Promise<OpenConversation> {
    const open = await this.opened(id, 'openEnd')
    this.noticeOpened(open)
    return open
  }

  async ask(ask: AskQuestion): Promise<StartedRun> {
    const { conversationId: id } = ask
    const asked = { text: ask.text, images: await namedImages(this.world.history, ask.images ?? []) }
    if (id !== null) return this.turns.take(id, () => this.askIn(id, asked))
    const conversation = newConversation(ask, this.world.ports.clock.wallMs(), this.untitled())
    const made = { conversation, pinned: false, archived: false, messages: [], deletedAtMs: null }
    return this.askAfter(made, conversation, asked)
  }

  /** A new answer beside the old one. */
  async regenerate(answerId: MessageId): Promise<StartedRun> {
    const { conversation, message, before } = await this.find(answerId)
    const parent = before.at(-1)
    if (message.role !== 'assistant' || !parent) throw faultError('bad_ask', 'only an answer can be made again')
    this.live.ofAnswer(answerId)?.running.stop()
    this.rounds.forget(conversation.id)
    return this.turn(conversation, null, [], parent.id, before)
  }

  /** A new question beside the old one, with these images alone, and an answer to it. */
  async edit(questionId: MessageId, text: string, imageIds: readonly ImageId[] = []): Promise<StartedRun> {
    const { conversation, message, before } = await this.find(questionId)
    if (message.role !== 'user') throw faultError('bad_ask', 'only a question can be edited')
    const images = await namedImages(this.world.history, imageIds)
    this.stopConversation(conversation.id)
    const nowMs = this.world.ports.clock.wallMs()
    const question = newQuestion(conversation.id, message.parentId, { text, images }, nowMs)
    return this.turn(conversation, null, [question], question.id, before)
  }

  /** Goes on with an answer within the same answer. */
  continue(answerId: MessageId): Promise<StartedRun> {
    return this.turns.take(answerId, () => this.continueNow(answerId))
  }

  /** Takes an interrupted answer as it is. */
  keep(answerId: MessageId): Promise<void> {
    return this.turns.take(answerId, () => this.keepNow(answerId))
  }

  async decideTool(answerId: MessageId, callId: string, allowed: boolean): Promise<void> {
    await this.rounds.decide(answerId, callId, allowed)
  }

  waitingTools(): readonly ToolRequest[] {
    return this.rounds.waiting()
  }

  /** Calls that were never decided, because the app ended first, wait again once their conversation is shown. */
  noticeOpened(open: OpenConversation): void {
    const last = open.messages.at(-1)
    if (open.deletedAtMs !== null) return
    // What was read may be older than the results that have just come.
    if (this.live.ofConversation(open.conversation.id).length > 0) return
    if (last?.role === 'assistant' && last.state.phase === 'ended' && this.mayCall(open.messages.slice(0, -1))) {
      this.rounds.ask(last)
    }
  }

  /** What was sent for an answer, and the provider it was sent to. */
  async sentRequest(answerId: MessageId): Promise<{ request: StoredRequest; provider: Provider }> {
    const { message, before } = await this.find(answerId)
    const stored = await this.world.history.request(answerId)
    if (message.role !== 'assistant' || !stored) throw faultError('gone', 'no request was sent for this answer')
    const provider = this.world.provider(message.providerId)
    return { request: sentRequest(stored, before, wantsReasoningBack(provider)), provider }
  }

  /** Stops what is going on in a conversation; the text so far stays. */
  stopConversation(id: ConversationId): void {
    for (const { running } of this.live.ofConversation(id)) running.stop()
    this.rounds.forget(id)
  }

  /** Resolves once every run is stopped and what it has written is put away. */
  close(): Promise<void> {
    return this.runner.abandonAll()
  }

  private async opened(id: ConversationId, how: 'open' | 'openEnd' = 'open'): Promise<OpenConversation> {
    await this.runner.putAwayLeft()
    const { messages, ...open } = await this.world.history[how](id)
    const asEnded = (message: Message): Message =>
      message.role === 'assistant' ? { ...message, ...this.runner.leftOf(message.runId) } : message
    return { ...open, messages: messages.map(asEnded) }
  }

  private async askIn(id: ConversationId, asked: Asked): Promise<StartedRun> {
    const open = await this.opened(id)
    this.refuseWhileAnswering(open)
    this.rounds.forget(id)
    return this.askAfter(open, null, asked)
  }

  private askAfter(open: OpenConversation, made: Conversation | null, asked: Asked): Promise<StartedRun> {
    const { conversation, messages } = open
    const { id, headId } = conversation
    const question = newQuestion(id, headId, asked, this.world.ports.clock.wallMs())
    return this.turn(conversation, made, [question], question.id, messages)
  }

  private async continueNow(answerId: MessageId): Promise<StartedRun> {
    await this.runner.putAwayLeft()
    const { conversation, message, before } = await this.find(answerId)
    if (message.role !== 'assistant') throw faultError('bad_ask', 'only an answer can be continued')
    if (isLive(message.state)) throw faultError('bad_ask', 'this answer is still being written')
    if (isWhole(message.state)) throw faultError('bad_ask', 'this answer has come to its end')
    // The answer's own: the conversation may have gone over to another one, which does not know this model.
    const provider = this.world.provider(message.providerId)
    this.rounds.forget(conversation.id)
    const runId = newId<RunId>()
    await this.world.history.reopen(answerId, runId)
    const offerTools = this.mayCall(before)
    return this.start({ conversation, provider, answer: { ...message, runId }, runId, path: before, offerTools })
  }

  private async keepNow(answerId: MessageId): Promise<void> {
    await this.runner.putAwayLeft()
    const { conversation, message } = await this.find(answerId)
    if (message.role !== 'assistant' || message.state.phase !== 'interrupted') {
      throw faultError('bad_ask', 'only an interrupted answer can be kept as it is')
    }
    await this.world.history.end(message.runId, { ...copyContent(message), state: { ...message.state, kept: true } })
    this.world.broadcast('conversations:changed', { conversationId: conversation.id })
  }

  /** Everything that can refuse comes before the write: what is on disk as an answer to come has to have a run. */
  private async turn(
    conversation: Conversation,
    made: Conversation | null,
    messages: readonly NewMessage[],
    answersTo: MessageId,
    before: readonly Message[]
  ): Promise<StartedRun> {
    const provider = this.world.provider(conversation.providerId)
    const answer = newAnswer(conversation, answersTo, this.world.ports.clock.wallMs())
    await this.world.history.begin({ conversation: made, messages: [...messages, answer] })
    const path = [...before, ...messages.map(asStored)]
    return this.start({ conversation, provider, answer, runId: answer.runId, path, offerTools: this.mayCall(path) })
  }

  private start(job: AnswerJob): StartedRun {
    this.runner.start(job)
    const conversationId = job.conversation.id
    this.world.broadcast('conversations:changed', { conversationId })
    return { conversationId, answerId: job.answer.id, runId: job.runId }
  }

  private mayCall(path: readonly Message[]): boolean {
    const { toolsOffered, maxToolRounds } = this.world.settings()
    return toolsOffered && roundsSoFar(path) < maxToolRounds
  }

  private askForTools(job: AnswerJob, content: AnswerContent): void {
    if (content.state.phase === 'ended' && job.offerTools) this.rounds.ask({ ...job.answer, ...content })
  }

  private async goOnAfterTools(
    answerId: MessageId,
    calls: readonly ToolCall[],
    runs: readonly ToolRun[]
  ): Promise<void> {
    const { conversation, message, before } = await this.find(answerId)
    await this.turns.take(conversation.id, async () => {
      // The person has asked something else meanwhile.
      if (!this.rounds.has(answerId)) return
      const results = newToolResults(message, calls, runs, this.world.ports.clock.wallMs())
      await this.turn(conversation, null, results, results.at(-1)?.id ?? answerId, [...before, message])
    })
  }

  private async find(id: MessageId): Promise<Found> {
    const path = await this.world.history.path(id)
    const message = path.at(-1)
    if (!message) throw faultError('gone', 'no such message')
    const conversation = await this.world.history.conversation(message.conversationId)
    return { conversation, message, before: path.slice(0, -1) }
  }

  private refuseWhileAnswering(open: OpenConversation): void {
    const last = open.messages.at(-1)
    if (last?.role === 'assistant' && isLive(last.state)) {
      throw faultError('bad_ask', 'the last answer of this conversation is still being written')
    }
  }
}

/** The model said all it wanted; a cut by length is none of its wishes. */
function isWhole(state: AnswerState): boolean {
  return state.phase === 'ended' && state.finish !== 'length'
}

function asStored(message: NewMessage): Message {
  return { ...message, siblings: [message.id] }
}
