import { expect, it, vi } from 'vitest'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import type { Reply, ThreadOutline } from '../../../shared/ipc/calls'
import { outlineOf } from './thread-row'
import { ThreadRows } from './thread-rows.svelte'

const id = (nth: number): MessageId => `m${String(nth)}` as MessageId

/** Message 0 is the first question; every third is the result of a tool. */
function path(count: number, branch = ''): Message[] {
  return Array.from({ length: count }, (_, nth) => {
    const own = (at: number): MessageId => (at < 20 ? id(at) : (`${id(at)}${branch}` as MessageId))
    const place = { conversationId: 'c' as ConversationId, parentId: nth === 0 ? null : own(nth - 1), createdAtMs: nth }
    const common = { ...place, id: own(nth), siblings: [own(nth)], text: `text ${String(nth)}` }
    if (nth % 3 === 2) return { ...common, role: 'tool' as const, callId: '', name: '', outcome: 'ran' as const }
    return { ...common, role: 'user' as const }
  })
}

/** Main as the rows see it: it knows one path, and answers when it is let. */
class FakeMain {
  reads: number[] = []
  outlines = 0
  hold: Promise<void> = Promise.resolve()
  readonly rows = new ThreadRows({
    outline: async (): Promise<Reply<ThreadOutline>> => {
      this.outlines++
      await this.hold
      return { ok: true, value: outlineOf(this.messages) }
    },
    read: async (ids): Promise<Reply<readonly Message[]>> => {
      this.reads.push(ids.length)
      await Promise.resolve()
      return { ok: true, value: this.messages.filter((message) => ids.includes(message.id)) }
    }
  })

  constructor(public messages: Message[]) {}

  take(count = 40): Promise<void> {
    return this.rows.take(this.messages.slice(-count))
  }

  loaded(): number {
    return this.rows.list.filter((row) => this.rows.message(row.id) !== undefined).length
  }
}

it('shows the end at once and the rest when it is known', async () => {
  const main = new FakeMain(path(9_999))
  await main.take(42)
  expect(main.rows.list).toHaveLength(28)
  await vi.waitFor(() => expect(main.rows.list).toHaveLength(6_666))
  expect(main.rows.list[0]).toMatchObject({ id: 'm0', resultIds: [] })
  expect(main.rows.list[1]).toMatchObject({ id: 'm1', resultIds: ['m2'] })
  expect(main.reads).toEqual([])
})

it('needs no outline where a question follows what is known', async () => {
  const main = new FakeMain(path(300))
  await main.take()
  await vi.waitFor(() => expect(main.rows.list).toHaveLength(200))
  main.messages = path(303)
  await main.take()
  expect(main.rows.list).toHaveLength(202)
  expect(main.outlines).toBe(1)
})

it('reads what is near in few calls, and holds no more than some hundred', async () => {
  const main = new FakeMain(path(9_999))
  await main.take(42)
  await vi.waitFor(() => expect(main.rows.list).toHaveLength(6_666))
  for (let from = 6_000; from > 0; from -= 50) {
    main.rows.want(from, from + 10)
    await vi.waitFor(() => expect(main.rows.message(main.rows.list[from]?.id ?? id(0))).toBeDefined())
  }
  expect(main.reads.length).toBeLessThanOrEqual(130)
  expect(Math.max(...main.reads)).toBeLessThanOrEqual(100)
  expect(main.loaded()).toBeLessThanOrEqual(300)
  expect(main.rows.message(main.messages.at(-1)?.id ?? id(0))).toBeDefined()
})

it('reads again what is above another branch: its siblings may have changed', async () => {
  const main = new FakeMain(path(300))
  await main.take()
  await vi.waitFor(() => expect(main.rows.list).toHaveLength(200))
  main.rows.want(0, 10)
  await vi.waitFor(() => expect(main.rows.message(id(0))).toBeDefined())
  main.messages = path(300, 'b')
  await main.take()
  expect(main.rows.list.at(-1)?.id).toBe('m298b')
  expect(main.rows.message(id(0))).toBeUndefined()
})

it('forgets an outline that comes after the conversation has been left', async () => {
  const main = new FakeMain(path(300))
  let release = (): void => undefined
  main.hold = new Promise((resolve) => (release = resolve))
  await main.take()
  main.rows.clear()
  release()
  await main.hold
  await Promise.resolve()
  expect(main.rows.list).toEqual([])
})
