import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Answer, Message } from '../../shared/domain/message'
import type { ToolCall } from '../../shared/domain/run'
import type { ToolRequest } from '../../shared/ipc/events'
import { faultError } from '../fault-error'
import type { ToolRun, Tools } from './chat-world'

/** An answer whose calls wait for the person, or for each other. */
interface Round {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly calls: readonly ToolCall[]
  readonly runs: (ToolRun | 'running' | null)[]
  readonly stop: AbortController
}

export const REFUSED: ToolRun = { outcome: 'refused', text: 'The person did not allow this tool to run.' }

/** The tool calls that wait for a yes. A call runs only after it; when all calls of an answer are done, it goes on. */
export class ToolRounds {
  private readonly rounds = new Map<MessageId, Round>()

  constructor(
    private readonly tools: Tools,
    private readonly onChange: (waiting: readonly ToolRequest[]) => void,
    /** Resolves once the results are on disk. */
    private readonly onDone: (id: MessageId, calls: readonly ToolCall[], runs: readonly ToolRun[]) => Promise<void>
  ) {}

  waiting(): readonly ToolRequest[] {
    return [...this.rounds.values()].flatMap((round) =>
      round.calls.flatMap((call, index) => (round.runs[index] === null ? [toolRequest(round, call)] : []))
    )
  }

  /** Asks for the calls of an answer. Asking again for the same answer changes nothing. */
  ask(answer: Pick<Answer, 'id' | 'conversationId' | 'toolCalls'>): void {
    if (this.rounds.has(answer.id) || answer.toolCalls.length === 0) return
    this.rounds.set(answer.id, {
      conversationId: answer.conversationId,
      answerId: answer.id,
      calls: answer.toolCalls,
      runs: answer.toolCalls.map(() => null),
      stop: new AbortController()
    })
    this.onChange(this.waiting())
  }

  /** Resolves once the answer goes on, where this was the last call to decide; rejects when it cannot. */
  async decide(answerId: MessageId, callId: string, allowed: boolean): Promise<void> {
    const round = this.rounds.get(answerId)
    const index = round?.calls.findIndex((call, at) => call.id === callId && round.runs[at] === null) ?? -1
    const call = round?.calls[index]
    if (!round || !call) throw faultError('gone', 'this tool call no longer waits')
    round.runs[index] = allowed ? 'running' : REFUSED
    this.onChange(this.waiting())
    if (allowed) round.runs[index] = await this.tools.run(call, round.stop.signal)
    await this.finishWhenDone(round)
  }

  /** Whether the calls of this answer wait, run, or are being answered. */
  has(answerId: MessageId): boolean {
    return this.rounds.has(answerId)
  }

  /** The person went on without deciding, or the conversation is gone. */
  forget(conversationId: ConversationId): void {
    for (const round of this.rounds.values()) {
      if (round.conversationId !== conversationId) continue
      round.stop.abort()
      this.rounds.delete(round.answerId)
    }
    this.onChange(this.waiting())
  }

  /** The round stays until its results are on disk: before that the answer looks undecided to whoever opens it. */
  private async finishWhenDone(round: Round): Promise<void> {
    const runs = round.runs.filter((run): run is ToolRun => run !== null && run !== 'running')
    if (runs.length < round.calls.length || !this.isOpen(round)) return
    try {
      await this.onDone(round.answerId, round.calls, runs)
      if (this.isOpen(round)) this.rounds.delete(round.answerId)
    } catch (error) {
      round.runs.fill(null)
      this.onChange(this.waiting())
      throw error
    }
  }

  /** False once it was forgotten, also where the same answer has been asked about anew. */
  private isOpen(round: Round): boolean {
    return this.rounds.get(round.answerId) === round
  }
}

/** How many times in a row the model has called tools since the last question. */
export function roundsSoFar(path: readonly Message[]): number {
  const since = path.slice(path.map((message) => message.role).lastIndexOf('user') + 1)
  return since.filter((message) => message.role === 'assistant' && message.toolCalls.length > 0).length
}

function toolRequest(round: Round, call: ToolCall): ToolRequest {
  return {
    conversationId: round.conversationId,
    answerId: round.answerId,
    callId: call.id,
    name: call.name,
    arguments: call.arguments
  }
}
