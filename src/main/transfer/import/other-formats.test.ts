import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../../history/scratch-database'
import { fileWith, importFile, shownIn } from './imported-file.fixture'

let scratch: ScratchDatabase
let folder: string

beforeEach(() => {
  scratch = scratchDatabase()
  folder = scratchFolder()
})
afterEach(() => {
  scratch.remove()
  rmSync(folder, { recursive: true })
})

const ROOT = '00000000-0000-4000-8000-000000000000'

function said(uuid: string, sender: string, at: number, parent: string | null, more: object): object {
  const created_at = new Date(1_750_000_000_000 + at * 1_000).toISOString()
  const tree = parent === null ? {} : { parent_message_uuid: parent }
  return { uuid, sender, text: '', content: [], created_at, updated_at: created_at, attachments: [], files: [], ...tree, ...more }
}

const text = (words: string): object => ({ type: 'text', text: words, citations: [] })

function claude(...chat_messages: readonly object[]): object {
  const dates = { created_at: '2026-04-24T07:27:17.628791Z', updated_at: '2026-04-24T07:28:50.947295Z' }
  return { uuid: 'c1', name: 'Rivers', summary: '', ...dates, account: { uuid: 'a' }, chat_messages }
}

describe("Claude's export", () => {
  it('brings thoughts, calls with their results, pasted text and named files', async () => {
    const attachments = [{ file_name: 'notes.txt', extracted_content: 'pasted words' }]
    const conversation = claude(
      said('m1', 'human', 1, ROOT, { content: [text('Look it up')], attachments, files: [{ file_name: 'map.png' }] }),
      said('m2', 'assistant', 2, 'm1', {
        content: [
          { type: 'thinking', thinking: 'I should search.' },
          text('One moment.'),
          { type: 'tool_use', id: 'toolu_1', name: 'web_search', input: { query: 'rivers' } },
          { type: 'tool_result', tool_use_id: 'toolu_1', name: 'web_search', content: [{ type: 'text', text: 'The Rhine' }] },
          text('It is the Rhine.')
        ]
      })
    )
    const counts = await importFile(scratch, fileWith(folder, 'conversations.json', [conversation]))
    expect(counts).toMatchObject({ format: 'claude', added: 1, messages: 4, problems: [] })
    const [shown] = shownIn(scratch)
    expect(shown?.lines).toEqual([
      'user: [image: map.png]\n\n[file: notes.txt]\n\n```\npasted words\n```\n\nLook it up',
      'assistant: One moment.',
      'tool: The Rhine',
      'assistant: It is the Rhine.'
    ])
    expect(shown?.messages[1]).toMatchObject({
      reasoning: 'I should search.',
      toolCalls: [{ id: 'toolu_1', name: 'web_search', arguments: '{"query":"rivers"}' }]
    })
  })

  it('keeps branches, and lets what hangs on an answer that was left out follow the one before', async () => {
    const conversation = claude(
      said('m1', 'human', 1, ROOT, { content: [text('First')] }),
      said('m2', 'assistant', 2, 'm1', { content: [text('One way')] }),
      said('m3', 'assistant', 3, 'm1', { content: [text('Another way')] }),
      said('m4', 'human', 4, 'not in the file', { content: [text('And then?')] })
    )
    await importFile(scratch, fileWith(folder, 'conversations.json', [conversation]))
    const [shown] = shownIn(scratch)
    expect(shown?.lines).toEqual(['user: First', 'assistant: Another way', 'user: And then?'])
    expect(shown?.messages[1]?.siblings).toHaveLength(2)
  })

  it('reads older exports, which name no parent and hold the text alone', async () => {
    const conversation = claude(
      said('m1', 'human', 1, null, { text: 'Hello' }),
      said('m2', 'assistant', 2, null, { text: 'Good day' })
    )
    await importFile(scratch, fileWith(folder, 'conversations.json', [conversation]))
    expect(shownIn(scratch)[0]?.lines).toEqual(['user: Hello', 'assistant: Good day'])
  })
})

describe('OpenAI messages', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'sum', arguments: '{"a":1}' } }
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url: 'x' } }] },
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content: '2' },
    { role: 'assistant', content: 'Two.', reasoning_content: 'One and one.' }
  ]
  const lines = ['user: What is this?\n\n[image]', 'assistant: ', 'tool: 2', 'assistant: Two.']

  it.each<readonly [string, string, string | object]>([
    ['an object', 'one.json', { messages }],
    ['a list of objects', 'many.json', [{ messages }]],
    ['a list of messages', 'loose.json', messages],
    ['lines', 'lines.jsonl', `${JSON.stringify({ messages })}\n\n`]
  ])('come as %s', async (_how, name, content) => {
    const counts = await importFile(scratch, fileWith(folder, name, content))
    expect(counts).toMatchObject({ format: 'openai', added: 1, messages: 4, problems: [] })
    expect(shownIn(scratch)[0]?.lines).toEqual(lines)
    expect(scratch.readable.get('select system_prompt as prompt from conversation')).toEqual({ prompt: 'Be brief.' })
  })

  it('are the same conversation when they come again, and a bad line spoils no other', async () => {
    const other = { messages: [{ role: 'user', content: 'Other' }] }
    const text = [JSON.stringify({ messages }), '{"messages": [', JSON.stringify(other)].join('\n')
    const file = fileWith(folder, 'lines.jsonl', text)
    expect(await importFile(scratch, file)).toMatchObject({ added: 2, problems: [{ kind: 'not_json', record: 2 }] })
    expect(await importFile(scratch, file)).toMatchObject({ added: 0, known: 2, messages: 0 })
  })
})
