import { emptyContent } from '../../../shared/answer-content'
import type { ConversationId, MessageId, RunId } from '../../../shared/domain/ids'
import type { Answer, Question, ToolResult } from '../../../shared/domain/message'
import type { ImportFormat } from '../../../shared/domain/transfer'
import { wholeBeginning } from '../../../shared/whole-beginning'
import type { New } from '../../history/history'
import { derivedId, NO_PROVIDER } from './derived-id'
import { FOREIGN_TEXT_LIMIT, type ReadStep } from './record-reader'

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
export type MadeAnswer = Mutable<New<Answer>>
export type MadeResult = Mutable<New<ToolResult>>
type Made = New<Question> | MadeAnswer | MadeResult

export interface ConversationSource {
  readonly format: ImportFormat
  /** The conversation's own id in the other app. */
  readonly id: string
  readonly title: string
  readonly createdAtMs: number
  /** Null takes the newest time in it. */
  readonly updatedAtMs: number | null
  readonly systemPrompt?: string
}

export interface MessagePlace {
  /** The message's own id in the other app. */
  readonly source: string
  readonly parentId: MessageId | null
  /** Null takes the time of its parent. */
  readonly atMs: number | null
}

/** Builds a conversation of another app, message by message; every id follows from the other app's own. */
export class MadeConversation {
  readonly id: ConversationId
  private readonly made = new Map<MessageId, Made>()
  private tooLarge = false

  constructor(private readonly from: ConversationSource) {
    this.id = derivedId(from.format, from.id)
  }

  question(place: MessagePlace, text: string): New<Question> {
    return this.add({ ...this.placed(place), role: 'user', text })
  }

  answer(place: MessagePlace, model: string): MadeAnswer {
    const runId = derivedId<RunId>(this.from.format, this.from.id, place.source, 'run')
    const content = emptyContent({ phase: 'ended', finish: 'stop', rawFinish: '' })
    return this.add({ ...this.placed(place), role: 'assistant', runId, providerId: NO_PROVIDER, model, ...content })
  }

  toolResult(place: MessagePlace, call: { readonly id: string; readonly name: string }, text: string): MadeResult {
    return this.add({ ...this.placed(place), role: 'tool', callId: call.id, name: call.name, outcome: 'ran', text })
  }

  /** The whole of it as steps; `headId` is what was shown, the newest message where that is not known. */
  steps(headId: MessageId | null, leftOut: number): ReadStep[] {
    const { title, createdAtMs, systemPrompt = '' } = this.from
    const messages = [...this.made.values()]
    for (const message of messages) this.measure(message)
    if (this.tooLarge) return [{ kind: 'problem', problem: 'too_large', title }]
    if (messages.length === 0) return [{ kind: 'problem', problem: 'no_messages', title }]
    const newest = messages.reduce((a, b) => (b.createdAtMs >= a.createdAtMs ? b : a))
    const conversation = {
      id: this.id,
      title: title === '' ? titleFrom(messages[0]?.text ?? '') : wholeBeginning(title, MOST_TITLE),
      providerId: NO_PROVIDER,
      model: lastModelOf(messages),
      systemPrompt,
      temperature: null,
      headId: headId ?? newest.id,
      createdAtMs,
      updatedAtMs: Math.max(this.from.updatedAtMs ?? newest.createdAtMs, createdAtMs),
      deletedAtMs: null,
      draft: null
    }
    return [
      { kind: 'conversation', conversation },
      ...messages.map((message): ReadStep => ({ kind: 'message', message })),
      { kind: 'end', leftOut }
    ]
  }

  private placed({ source, parentId, atMs }: MessagePlace) {
    const parent = parentId === null ? undefined : this.made.get(parentId)
    return {
      id: derivedId<MessageId>(this.from.format, this.from.id, source),
      conversationId: this.id,
      parentId,
      createdAtMs: atMs ?? parent?.createdAtMs ?? this.from.createdAtMs
    }
  }

  private add<T extends Made>(message: T): T {
    this.made.set(message.id, message)
    return message
  }

  private measure(message: Made): void {
    const reasoning = message.role === 'assistant' ? message.reasoning.length : 0
    if (message.text.length > FOREIGN_TEXT_LIMIT || reasoning > FOREIGN_TEXT_LIMIT) this.tooLarge = true
  }
}

function lastModelOf(messages: readonly Made[]): string {
  const models = messages.map((one) => (one.role === 'assistant' ? one.model : ''))
  return models.reverse().find((model) => model !== '') ?? ''
}

/** As the schema of a title has it. */
const MOST_TITLE = 500
const MOST_OF_A_QUESTION = 60

function titleFrom(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  const letters = [...line]
  return letters.length > MOST_OF_A_QUESTION ? `${letters.slice(0, MOST_OF_A_QUESTION - 1).join('')}…` : line
}
