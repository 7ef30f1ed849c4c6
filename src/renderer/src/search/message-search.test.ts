import { expect, it } from 'vitest'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { Reply } from '../../../shared/ipc/calls'
import type { FoundConversation, SearchAsk, SearchReply } from '../../../shared/ipc/search-calls'
import { written, type Written } from '../../../shared/ipc/written'
import { MessageSearch } from './message-search.svelte'

type Found = Reply<Written<SearchReply>>

const group = (id: string, ...hits: string[]): FoundConversation => ({
  conversationId: id as ConversationId,
  title: { text: id, marks: [] },
  hits: hits.map((hit) => ({
    messageId: hit as MessageId,
    role: 'user',
    createdAtMs: 0,
    snippet: { text: hit, marks: [] }
  }))
})

const found = (cursor: number | null, ...groups: FoundConversation[]): Found => ({
  ok: true,
  value: written({ groups, cursor, phrases: [], unindexed: 0 })
})

/** Answers when it is told to. */
function steered(): { asks: SearchAsk[]; search: MessageSearch; answer: (reply: Found) => Promise<void> } {
  const asks: SearchAsk[] = []
  const waiting: ((reply: Found) => void)[] = []
  const search = new MessageSearch((ask) => {
    asks.push(ask)
    return new Promise((resolve) => waiting.push(resolve))
  })
  const answer = async (reply: Found): Promise<void> => {
    waiting.shift()?.(reply)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { asks, search, answer }
}

it('asks one thing at a time, and the newest of what was typed meanwhile', async () => {
  const { asks, search, answer } = steered()
  for (const text of ['t', 'ti', 'tid', 'tide']) search.text = text
  expect(asks.map(({ query }) => query)).toEqual(['t'])
  await answer(found(null, group('a', '1')))
  expect(asks.map(({ query }) => query)).toEqual(['t', 'tide'])
  await answer(found(null, group('b', '2')))
  expect(search.groups.map(({ conversationId }) => conversationId)).toEqual(['b'])
  search.text = ''
  expect(search.groups).toEqual([])
  expect(asks).toHaveLength(2)
})

it('walks through titles and messages, reads more at the end, and begins anew', async () => {
  const { asks, search, answer } = steered()
  search.text = 'tide'
  await answer(found(7, group('title'), group('a', '1', '2')))
  const place = (): Promise<unknown> => search.step(1).then((target) => target?.messageId ?? target?.conversationId)
  expect([await place(), await place(), await place()]).toEqual(['title', '1', '2'])
  const next = place()
  await new Promise((resolve) => setTimeout(resolve))
  expect(asks.at(-1)?.cursor).toBe(7)
  await answer(found(null, group('a', '3')))
  expect(await next).toBe('3')
  expect(search.groups.map(({ hits }) => hits.length)).toEqual([0, 3])
  expect(await place()).toBe('title')
  expect((await search.step(-1))?.messageId).toBe('3')
})

it('reads a page once, however many ask for it, and shows no place twice', async () => {
  const { asks, search, answer } = steered()
  search.text = 'tide'
  await answer(found(7, group('a', '1')))
  const both = [search.readMore(), search.readMore()]
  await answer(found(9, group('a', '1', '2')))
  await answer(found(9, group('a', '1', '2')))
  await Promise.all(both)
  expect(asks.map(({ cursor }) => cursor)).toEqual([null, 7])
  expect(search.groups.map(({ hits }) => hits.map(({ messageId }) => messageId))).toEqual([['1', '2']])
})

it('keeps what it has when an answer fails, and says so', async () => {
  const { search, answer } = steered()
  search.text = 'tide'
  await answer(found(null, group('a', '1')))
  search.text = 'tides'
  await answer({ ok: false, fault: { kind: 'internal', message: 'x' } })
  expect(search.fault?.kind).toBe('internal')
  expect(search.groups).toHaveLength(1)
})
