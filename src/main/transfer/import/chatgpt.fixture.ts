const FIRST_SECONDS = 1_700_000_000

interface Said {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: object
  readonly more?: object
  readonly metadata?: object
}

/** A node of ChatGPT's tree, by the shape of its export; the words are our own. */
function node(id: string, parent: string | null, at: number, said: Said | null): readonly [string, object] {
  const message = said && {
    id,
    author: { role: said.role, name: said.role === 'tool' ? 'python' : null, metadata: {} },
    create_time: FIRST_SECONDS + at,
    update_time: null,
    content: said.content,
    status: 'finished_successfully',
    end_turn: said.role === 'assistant',
    weight: 1,
    metadata: { ...(said.role === 'assistant' ? { model_slug: 'gpt-5-thinking' } : {}), ...said.metadata },
    recipient: 'all',
    channel: null,
    ...said.more
  }
  return [id, { id, message, parent, children: [] }]
}

const text = (...parts: readonly unknown[]): object => ({ content_type: 'text', parts })

/** With everything in it: hidden nodes, thoughts, code that was run, a picture, two answers to one question. */
export function chatGptConversation(id = 'c1', title = 'Counting primes'): Record<string, unknown> {
  const nodes = [
    node('root', null, 0, null),
    node('system', 'root', 0, { role: 'system', content: text(''), metadata: { is_visually_hidden_from_conversation: true } }),
    node('context', 'system', 0, { role: 'user', content: { content_type: 'user_editable_context', user_profile: 'secret' } }),
    node('q1', 'context', 1, {
      role: 'user',
      content: { content_type: 'multimodal_text', parts: [{ content_type: 'image_asset_pointer' }, 'How many primes are here?'] },
      metadata: { attachments: [{ name: 'primes.png' }, { name: 'list.txt' }] }
    }),
    node('think', 'q1', 2, {
      role: 'assistant',
      content: { content_type: 'thoughts', thoughts: [{ summary: 'Looking', content: 'I had better count.' }] }
    }),
    node('code', 'think', 3, {
      role: 'assistant',
      content: { content_type: 'code', language: 'python', text: 'print(4)' },
      more: { recipient: 'python' }
    }),
    node('output', 'code', 4, { role: 'tool', content: { content_type: 'execution_output', text: '4' } }),
    node('recap', 'output', 5, { role: 'assistant', content: { content_type: 'reasoning_recap', content: 'Thought for 6 s' } }),
    node('a1', 'recap', 6, { role: 'assistant', content: text('There are **four**.\ue200cite\ue202turn0\ue201') }),
    node('q2', 'a1', 7, { role: 'user', content: text('Say it in Chinese') }),
    node('a2', 'q2', 8, { role: 'assistant', content: text('有四个。') }),
    node('a2b', 'q2', 9, {
      role: 'assistant',
      content: text('一共有四个素数。'),
      metadata: { finish_details: { type: 'max_tokens' } }
    })
  ]
  const times = { create_time: 1_700_000_000.5, update_time: 1_700_000_009.25 }
  return { title, ...times, mapping: Object.fromEntries(nodes), current_node: 'a2b', conversation_id: id, id, is_archived: false }
}

/** Questions and answers in turn, as they were had from this time on, in seconds since 1970. */
export function chatGptTalk(
  id: string,
  title: string,
  atSeconds: number,
  texts: readonly string[]
): Record<string, unknown> {
  const idOf = (nth: number): string => `${id}-${String(nth)}`
  const nodes = texts.map((words, nth) =>
    node(idOf(nth), nth === 0 ? null : idOf(nth - 1), atSeconds - FIRST_SECONDS + nth, {
      role: nth % 2 === 0 ? 'user' : 'assistant',
      content: text(words)
    })
  )
  const times = { create_time: atSeconds, update_time: atSeconds + texts.length }
  const mapping = Object.fromEntries(nodes)
  return { title, ...times, mapping, current_node: idOf(texts.length - 1), conversation_id: id, id, is_archived: false }
}
