import type { Image } from '../../shared/domain/image'
import type { ConversationId, MessageId, ProviderId, RunId } from '../../shared/domain/ids'
import type { Answer, AnswerContent, Message, Question, ToolOutcome, ToolResult } from '../../shared/domain/message'
import type { AnswerState } from '../../shared/domain/run'
import type { Readable, Value } from './database'
import { foldPieces } from './fold-pieces'

interface TreeRow {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly parentId: MessageId | null
  readonly createdAtMs: number
  /** JSON, as every column of the rows below that holds more than one value. */
  readonly siblings: string
  readonly text: string
}

/** The stored content of an answer, its text among it. */
export interface StoredContent {
  readonly text: string
  readonly reasoning: string
  readonly pastReasoning: string
  readonly refusal: string
  readonly toolCalls: string
  readonly seams: string
  readonly attempts: string
  readonly skippedEvents: number
  readonly state: string
}

interface AnswerRow extends TreeRow, StoredContent {
  readonly role: 'assistant'
  readonly runId: RunId
  readonly providerId: ProviderId
  readonly model: string
}

interface ToolRow extends TreeRow {
  readonly role: 'tool'
  readonly callId: string
  readonly name: string
  readonly outcome: ToolOutcome
}

type QuestionRow = TreeRow & { readonly role: 'user'; readonly images: string }

export type MessageRow = QuestionRow | AnswerRow | ToolRow

/** To be followed by what chooses among `message m`. */
export const SELECT_MESSAGE = `
  select m.id, m.conversation_id as conversationId, m.parent_id as parentId, m.role, m.text,
    m.created_at_ms as createdAtMs, a.run_id as runId, a.provider_id as providerId, a.model, a.reasoning,
    a.past_reasoning as pastReasoning, a.refusal, a.tool_calls as toolCalls, a.seams, a.attempts,
    a.skipped_events as skippedEvents, a.state, t.call_id as callId, t.name, t.outcome,
    (select json_group_array(s.id order by s.created_at_ms, s.id) from message s
      where s.conversation_id = m.conversation_id and s.parent_id is m.parent_id) as siblings,
    (select json_group_array(json_object('id', i.id, 'type', i.type, 'widthPx', i.width_px, 'heightPx', i.height_px)
        order by x.position)
      from message_image x join image i on i.id = x.image_id where x.message_id = m.id) as images`

export const JOIN_KINDS = 'left join answer a on a.message_id = m.id left join tool_result t on t.message_id = m.id'

/** The message of a row; of a live answer, with what its journal holds so far. */
export function messageOf(database: Readable, row: MessageRow): Message {
  switch (row.role) {
    case 'user':
      return questionOf(row)
    case 'assistant':
      return answerOf(row, foldPieces(database, row.runId, contentOf(row)))
    case 'tool':
      return toolResultOf(row)
  }
}

/** What is stored of an answer, its journal apart. */
export function contentOf(row: StoredContent): AnswerContent {
  return {
    text: row.text,
    reasoning: row.reasoning,
    pastReasoning: list(row.pastReasoning),
    refusal: row.refusal,
    toolCalls: list(row.toolCalls),
    seams: list(row.seams),
    attempts: list(row.attempts),
    skippedEvents: row.skippedEvents,
    state: stateIn(row.state)
  }
}

/** The values of `CONTENT_COLUMNS`, in their order. */
export function contentValues(content: AnswerContent): Value[] {
  return [
    content.reasoning,
    JSON.stringify(content.pastReasoning),
    content.refusal,
    JSON.stringify(content.toolCalls),
    JSON.stringify(content.seams),
    JSON.stringify(content.attempts),
    content.skippedEvents,
    JSON.stringify(content.state)
  ]
}

/** Every column of `answer` that holds content; the text itself is the message's. */
export const CONTENT_COLUMNS = 'reasoning, past_reasoning, refusal, tool_calls, seams, attempts, skipped_events, state'

/** What a damaged disk has spoilt of a row is left out; the rest of it, and every other row, can still be read. */
function list<T>(json: string): T[] {
  const value = parsed(json)
  return Array.isArray(value) ? (value as T[]) : []
}

const PHASES: ReadonlySet<unknown> = new Set<AnswerState['phase']>([
  'waiting', 'streaming', 'retrying', 'ended', 'stopped', 'interrupted', 'failed'
])

function stateIn(json: string): AnswerState {
  const value = parsed(json)
  const isState = typeof value === 'object' && value !== null && 'phase' in value && PHASES.has(value.phase)
  return isState ? (value as AnswerState) : { phase: 'interrupted', fault: null }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // Spoilt, as far as can be told: read as nothing.
    return null
  }
}

function placeOf(row: TreeRow): Pick<Message, 'id' | 'conversationId' | 'parentId' | 'createdAtMs' | 'siblings'> {
  const { id, conversationId, parentId, createdAtMs } = row
  return { id, conversationId, parentId, createdAtMs, siblings: list(row.siblings) }
}

function questionOf(row: QuestionRow): Question {
  const images = list<Image>(row.images)
  return { ...placeOf(row), role: 'user', text: row.text, ...(images.length === 0 ? {} : { images }) }
}

function answerOf(row: AnswerRow, content: AnswerContent): Answer {
  const { runId, providerId, model } = row
  return { ...placeOf(row), role: 'assistant', runId, providerId, model, ...content }
}

function toolResultOf(row: ToolRow): ToolResult {
  const { callId, name, outcome, text } = row
  return { ...placeOf(row), role: 'tool', callId, name, outcome, text }
}
