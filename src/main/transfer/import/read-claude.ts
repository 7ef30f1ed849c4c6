import type { MessageId } from '../../../shared/domain/ids'
import { fenced, joined, placeholder, toolName } from './foreign-tool'
import { fieldsOf, listOf, textOf, timeOf, type Fields } from './json-shapes'
import { MadeConversation, type MadeAnswer, type MessagePlace } from './made-conversation'
import { FOREIGN_RECORD_LIMIT, type ReadStep, type RecordReader } from './record-reader'

/** `conversations.json` of Claude's export: a list of conversations, each with its `chat_messages`. */
export class ClaudeReader implements RecordReader {
  readonly format = 'claude'
  readonly recordLimit = FOREIGN_RECORD_LIMIT

  /** `undatedMs`: the time of a conversation that says none, in milliseconds since 1970. */
  constructor(private readonly undatedMs: number) {}

  read(record: unknown): ReadStep[] {
    const fields = fieldsOf(record)
    const id = textOf(fields['uuid'])
    const title = textOf(fields['name'])
    const isConversation = id !== '' && Array.isArray(fields['chat_messages'])
    if (!isConversation) return [{ kind: 'problem', problem: 'not_a_conversation', title }]
    const updatedAtMs = timeOf(fields['updated_at'])
    const createdAtMs = timeOf(fields['created_at']) ?? updatedAtMs ?? this.undatedMs
    const made = new MadeConversation({ format: 'claude', id, title, createdAtMs, updatedAtMs })
    const thread = new ClaudeThread(made)
    thread.take(listOf(fields['chat_messages']).map(fieldsOf))
    return made.steps(thread.headId, thread.leftOut)
  }

  end(): { steps: readonly ReadStep[]; complete: boolean } {
    return { steps: [], complete: true }
  }
}

class ClaudeThread {
  /** The message that is shown last; null where nothing could be read. */
  headId: MessageId | null = null
  leftOut = 0
  /** What hangs on a message of Claude's hangs on the last one made of it. */
  private readonly lastOf = new Map<string, MessageId | null>()

  constructor(private readonly made: MadeConversation) {}

  take(messages: readonly Fields[]): void {
    const known = new Set(messages.map(({ uuid }) => textOf(uuid)))
    let waiting = [...messages]
    let before: string | null = null
    // Parents come first in what Claude writes; a file put together otherwise takes a few rounds.
    for (let round = 0; waiting.length > 0 && round < MOST_ROUNDS; round++) {
      const later: Fields[] = []
      for (const message of waiting) {
        const parent = parentOf(message, before, known)
        if (parent !== null && !this.lastOf.has(parent)) later.push(message)
        else this.takeOne(message, parent === null ? null : (this.lastOf.get(parent) ?? null))
        before = textOf(message['uuid'])
      }
      if (later.length === waiting.length) break
      waiting = later
    }
    this.leftOut += waiting.filter((message) => !this.lastOf.has(textOf(message['uuid']))).length
  }

  private takeOne(message: Fields, parentId: MessageId | null): void {
    const source = textOf(message['uuid'])
    if (source === '' || this.lastOf.has(source)) {
      this.leftOut++
      return
    }
    const atMs = timeOf(message['created_at'])
    const sender = message['sender']
    if (sender === 'human') this.takeQuestion(message, { source, parentId, atMs })
    else if (sender === 'assistant') this.takeAnswer(message, { source, parentId, atMs })
    else this.lastOf.set(source, parentId)
  }

  private takeQuestion(message: Fields, place: MessagePlace): void {
    const pasted = listOf(message['attachments']).map((one) => {
      const { file_name: name, extracted_content: text } = fieldsOf(one)
      return joined(placeholder(textOf(name)), textOf(text) === '' ? '' : fenced(textOf(text)))
    })
    const files = listOf(message['files']).map((one) => placeholder(textOf(fieldsOf(one)['file_name'])))
    const said = listOf(message['content']).map((block) => textOf(fieldsOf(block)['text']))
    const text = joined(...files, ...pasted, joined(...said) || textOf(message['text']))
    this.done(place.source, text === '' ? place.parentId : this.made.question(place, text).id)
  }

  /** Thoughts, text, calls and results one after the other; what follows a result is another answer. */
  private takeAnswer(message: Fields, place: MessagePlace): void {
    const blocks = listOf(message['content']).map(fieldsOf)
    let { parentId } = place
    let open: MadeAnswer | null = null
    let part = 0
    const answer = (): MadeAnswer => {
      const source = part === 0 ? place.source : `${place.source} ${String(part)}`
      open ??= this.made.answer({ ...place, source, parentId }, '')
      parentId = open.id
      return open
    }
    for (const [at, block] of blocks.entries()) {
      const type = block['type']
      if (type === 'thinking') answer().reasoning = joined(answer().reasoning, textOf(block['thinking']))
      else if (type === 'text' && textOf(block['text']).trim() !== '') {
        answer().text = joined(answer().text, textOf(block['text']))
      } else if (type === 'tool_use') this.takeCall(answer(), block, blocks[at + 1])
      else if (type === 'tool_result' && isResultOf(block, blocks[at - 1])) {
        const call = answer().toolCalls.at(-1)
        if (!call) continue
        part++
        const source = `${place.source} ${String(part)}`
        parentId = this.made.toolResult({ ...place, source, parentId }, call, textOfResult(block)).id
        open = null
        part++
      }
    }
    if (parentId === place.parentId && textOf(message['text']) !== '') answer().text = textOf(message['text'])
    this.done(place.source, parentId)
  }

  private takeCall(answer: MadeAnswer, block: Fields, next: Fields | undefined): void {
    const input = JSON.stringify(block['input'] ?? {})
    const call = { id: textOf(block['id']) || 'call', name: toolName(textOf(block['name'])), arguments: input }
    // A call nobody answered would be asked about again: it is shown as what it says.
    if (next && isResultOf(next, block)) answer.toolCalls = [call]
    else answer.text = joined(answer.text, fenced(input, 'json'))
  }

  private done(source: string, madeId: MessageId | null): void {
    this.lastOf.set(source, madeId)
    if (madeId !== null) this.headId = madeId
  }
}

const MOST_ROUNDS = 50

/** What the first messages of a conversation name as their parent. */
const ROOT = '00000000-0000-4000-8000-000000000000'

/**
 * Older exports name no parent, and newer ones leave out answers that failed though others name them: such a message
 * follows the one before it.
 */
function parentOf(message: Fields, before: string | null, known: ReadonlySet<string>): string | null {
  const parent = textOf(message['parent_message_uuid'])
  if (parent === ROOT) return null
  return known.has(parent) ? parent : before
}

/** Older exports pair a call with what comes right after it, without an id. */
function isResultOf(block: Fields, before: Fields | undefined): boolean {
  if (block['type'] !== 'tool_result' || before?.['type'] !== 'tool_use') return false
  const [asked, answered] = [textOf(before['id']), textOf(block['tool_use_id'])]
  return asked === '' || answered === '' || asked === answered
}

function textOfResult(block: Fields): string {
  const { content } = block
  if (typeof content === 'string') return content
  return joined(...listOf(content).map((one) => textOf(fieldsOf(one)['text']) || textOf(fieldsOf(one)['title'])))
}
