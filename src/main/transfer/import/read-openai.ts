import { createHash } from 'node:crypto'
import type { MessageId } from '../../../shared/domain/ids'
import type { ToolCall } from '../../../shared/domain/run'
import { joined } from './foreign-tool'
import { fieldsOf, listOf, textOf, timeOf, type Fields } from './json-shapes'
import { MadeConversation, type MessagePlace } from './made-conversation'
import { FOREIGN_RECORD_LIMIT, type ReadStep, type RecordReader } from './record-reader'

/** Of one list of messages that is the whole file, so that what is held of it stays bounded. */
const MOST_LOOSE_MESSAGES = 10_000

/**
 * Messages as the Chat Completions API has them: objects with `messages`, one or many, or one list of messages that is
 * the whole file. They have no ids and no dates: ids follow from what they say.
 */
export class OpenAiReader implements RecordReader {
  readonly format = 'openai'
  readonly recordLimit = FOREIGN_RECORD_LIMIT
  private loose: Fields[] = []

  /** `undatedMs`: the time of what has none, in milliseconds since 1970. */
  constructor(private readonly undatedMs: number) {}

  read(record: unknown): readonly ReadStep[] {
    const fields = fieldsOf(record)
    const messages = listOf(fields['messages']).map(fieldsOf)
    if (messages.some(isMessage)) return this.conversation(messages, fields)
    if (!isMessage(fields) || this.loose.length >= MOST_LOOSE_MESSAGES) {
      return [{ kind: 'problem', problem: 'not_a_conversation', title: textOf(fields['title']) }]
    }
    this.loose.push(fields)
    return []
  }

  end(): { steps: readonly ReadStep[]; complete: boolean } {
    const { loose } = this
    this.loose = []
    return { steps: loose.length === 0 ? [] : this.conversation(loose, {}), complete: true }
  }

  private conversation(messages: readonly Fields[], fields: Fields): ReadStep[] {
    const id = createHash('sha256').update(JSON.stringify(messages)).digest('hex')
    const createdAtMs = timeOf(fields['created']) ?? timeOf(fields['created_at']) ?? this.undatedMs
    const system = messages.filter(isSystem).map((message) => textOfContent(message['content']))
    const made = new MadeConversation({
      format: 'openai',
      id,
      title: textOf(fields['title']),
      createdAtMs,
      updatedAtMs: null,
      systemPrompt: joined(...system)
    })
    const headId = chain(made, messages, createdAtMs, textOf(fields['model']))
    const leftOut = messages.filter((message) => !isMessage(message)).length
    return made.steps(headId, leftOut)
  }
}

function chain(made: MadeConversation, messages: readonly Fields[], fromMs: number, model: string): MessageId | null {
  let parentId: MessageId | null = null
  const calls = new Map<string, ToolCall>()
  for (const [at, message] of messages.entries()) {
    const text = textOfContent(message['content'])
    const place: MessagePlace = { source: String(at), parentId, atMs: fromMs + at }
    if (message['role'] === 'user') parentId = made.question(place, text).id
    else if (message['role'] === 'assistant') {
      const answer = made.answer(place, model)
      answer.text = text
      answer.refusal = textOf(message['refusal'])
      answer.reasoning = textOf(message['reasoning_content']) || textOf(message['reasoning'])
      answer.toolCalls = answeredCalls(message, messages.slice(at + 1))
      for (const call of answer.toolCalls) calls.set(call.id, call)
      parentId = answer.id
    } else if (message['role'] === 'tool') {
      const call = calls.get(textOf(message['tool_call_id']))
      if (call) parentId = made.toolResult(place, call, text).id
    }
  }
  return parentId
}

/** The calls whose results follow: one that nobody answered would be asked about again. */
function answeredCalls(message: Fields, after: readonly Fields[]): ToolCall[] {
  const next = after.findIndex((one) => one['role'] !== 'tool')
  const answered = new Set(after.slice(0, next === -1 ? after.length : next).map((one) => textOf(one['tool_call_id'])))
  return listOf(message['tool_calls'])
    .map((one) => {
      const { id, function: called } = fieldsOf(one)
      const { name, arguments: given } = fieldsOf(called)
      return { id: textOf(id), name: textOf(name), arguments: textOf(given) }
    })
    .filter((call) => answered.has(call.id))
}

const ROLES: ReadonlySet<unknown> = new Set(['system', 'developer', 'user', 'assistant', 'tool'])

function isMessage(fields: Fields): boolean {
  const { role, content } = fields
  return ROLES.has(role) && (typeof content === 'string' || Array.isArray(content) || content === null || 'tool_calls' in fields)
}

function isSystem({ role }: Fields): boolean {
  return role === 'system' || role === 'developer'
}

function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content
  return joined(...listOf(content).map((part) => partOf(fieldsOf(part))))
}

function partOf(part: Fields): string {
  const type = textOf(part['type'])
  if (type.endsWith('text') || type === 'refusal') return textOf(part['text']) || textOf(part['refusal'])
  if (type.includes('image')) return '[image]'
  return type.includes('audio') ? '[audio]' : '[file]'
}
