import type { ImportFormat } from '../../../shared/domain/transfer'

/** One thing a message says, and what it hangs on; `atMs` is written as the format writes times. */
export interface Said {
  readonly id: string
  readonly parent: string | null
  readonly text: string
  readonly at?: unknown
}

/** How a format writes a whole file of conversations. */
export interface BadInputFormat {
  readonly format: ImportFormat
  readonly name: string
  /** Formats without trees or ids of their own cannot say what a test of those says. */
  readonly hasTree: boolean
  readonly file: (conversations: readonly Conversation[]) => string
}

interface Conversation {
  readonly id: string
  readonly said: readonly Said[]
}

const CREATED_S = 1_750_000_000

function roleOf(at: number): 'user' | 'assistant' {
  return at % 2 === 0 ? 'user' : 'assistant'
}

function chatGpt({ id, said }: Conversation): object {
  const nodes = said.map((one, at) => {
    const content = { content_type: 'text', parts: [one.text] }
    const message = { author: { role: roleOf(at) }, create_time: one.at ?? CREATED_S + at, content }
    return [one.id, { id: one.id, parent: one.parent, message }] as const
  })
  return { id, title: id, create_time: CREATED_S, mapping: Object.fromEntries(nodes), current_node: said.at(-1)?.id }
}

function claude({ id, said }: Conversation): object {
  const day = new Date(CREATED_S * 1_000).toISOString()
  const chat_messages = said.map((one, at) => ({
    uuid: one.id,
    parent_message_uuid: one.parent ?? '00000000-0000-4000-8000-000000000000',
    sender: at % 2 === 0 ? 'human' : 'assistant',
    created_at: one.at ?? day,
    content: [{ type: 'text', text: one.text }]
  }))
  return { uuid: id, name: id, created_at: day, updated_at: day, chat_messages }
}

function openAi({ said }: Conversation): object {
  return { messages: said.map((one, at) => ({ role: roleOf(at), content: one.text })) }
}

function rill({ id, said }: Conversation): readonly object[] {
  const createdAtMs = CREATED_S * 1_000
  const settings = { providerId: 'p', model: 'm', systemPrompt: '', temperature: null, deletedAtMs: null, draft: null }
  const times = { createdAtMs, updatedAtMs: createdAtMs }
  const messages = said.map((one, at) => ({
    message: {
      id: `${id} ${one.id}`,
      conversationId: id,
      parentId: one.parent === null ? null : `${id} ${one.parent}`,
      role: 'user',
      createdAtMs: one.at ?? createdAtMs + at,
      text: one.text
    }
  }))
  const headId = messages.at(-1)?.message.id ?? null
  return [{ conversation: { id, title: id, headId, ...settings, ...times } }, ...messages]
}

const list = (records: readonly object[]): string => `[${records.map((one) => JSON.stringify(one)).join(',\n')}]`

export const BAD_INPUT_FORMATS: readonly BadInputFormat[] = [
  { format: 'chatgpt', name: 'conversations.json', hasTree: true, file: (all) => list(all.map(chatGpt)) },
  { format: 'claude', name: 'conversations.json', hasTree: true, file: (all) => list(all.map(claude)) },
  { format: 'openai', name: 'messages.json', hasTree: false, file: (all) => list(all.map(openAi)) },
  {
    format: 'openai',
    name: 'messages.jsonl',
    hasTree: false,
    file: (all) => all.map((one) => `${JSON.stringify(openAi(one))}\n`).join('')
  },
  {
    format: 'rill',
    name: 'history.json',
    hasTree: true,
    file: (all) => {
      const head = { format: 'rill-history', version: 1, app: '1', exportedAtMs: CREATED_S * 1_000 }
      const records = [...all.flatMap(rill), { end: true }].map((one) => JSON.stringify(one))
      return `${JSON.stringify(head).slice(0, -1)},"records":[\n${records.join(',\n')}\n]}\n`
    }
  }
]
