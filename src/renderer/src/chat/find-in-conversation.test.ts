import { expect, it } from 'vitest'
import type { MessageId } from '../../../shared/domain/ids'
import type { FoundMessage } from '../../../shared/ipc/calls'
import type { PageCounts } from './find-counts'
import { FindInConversation, type FindPorts } from './find-in-conversation.svelte'

const id = (name: string): MessageId => name as MessageId

function found(counts: Record<string, number>): readonly FoundMessage[] {
  return Object.entries(counts).map(([name, count]) => ({ messageId: id(name), count }))
}

function page(counts: Record<string, number>): PageCounts {
  return new Map(found(counts).map(({ messageId, count }) => [messageId, count]))
}

/** A conversation whose messages are called a, b, c; `stored` is what main counts in it. */
function conversation(ports: Partial<FindPorts> = {}) {
  const shown: MessageId[] = []
  const main = { stored: found({}) }
  const find = new FindInConversation({
    find: () => Promise.resolve({ ok: true, value: main.stored }),
    live: () => null,
    placeOf: (messageId) => 'abcdefgh'.indexOf(messageId),
    isAbove: () => false,
    show: (messageId) => shown.push(messageId),
    ...ports
  })
  return { find, main, shown, counts: () => find.found.map(({ messageId, count }) => [messageId, count]) }
}

/** Until what was written has been looked for. */
const searched = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** A conversation in which main counts this many, once `word` has been looked for. */
async function lookedFor(stored: Record<string, number>) {
  const all = conversation()
  all.main.stored = found(stored)
  all.find.show()
  all.find.write('word')
  await searched()
  return all
}

it('goes on finding an answer that has come to its end, and leaves the view where it is', async () => {
  let live: { id: MessageId; text: string } | null = { id: id('b'), text: 'a word and a **wo**rd' }
  const { find, main, shown } = conversation({ live: () => live })
  main.stored = found({ a: 2 })
  find.show()
  find.write('word')
  await expect.poll(() => find.position).toBe(1)
  expect(find.total).toBe(4)

  live = null
  main.stored = found({ a: 2, b: 2 })
  await find.refresh()

  expect(find.found.map(({ count }) => count)).toEqual([2, 2])
  expect(shown).toEqual(['a'])
  find.step(-1)
  expect(shown).toEqual(['a', 'b'])
})

it('counts what the page shows where main has counted none, and begins there', async () => {
  const { find, shown } = conversation()
  find.show()
  find.write('word')
  await searched()
  expect(find.total).toBe(0)
  find.seen(page({ a: 0, b: 2 }), 'word')
  expect([find.position, find.total]).toEqual([1, 2])
  expect(shown).toEqual(['b'])
})

it('counts it too when the page was looked at before main has answered', async () => {
  const { find, shown } = conversation()
  find.show()
  find.write('word')
  find.seen(page({ b: 1 }), 'word')
  expect(find.total).toBe(0)
  await searched()
  expect([find.position, find.total]).toEqual([1, 1])
  expect(shown).toEqual(['b'])
})

it('corrects both ways, in the order of the conversation, and holds to it when the page has moved on', async () => {
  const { find, main, counts } = await lookedFor({ a: 1, c: 3, e: 2 })
  find.seen(page({ a: 0, b: 2, c: 1 }), 'word')
  expect(counts()).toEqual([['b', 2], ['c', 1], ['e', 2]])
  find.seen(page({ d: 1, e: 2, f: 0 }), 'word')
  expect(counts()).toEqual([['b', 2], ['c', 1], ['d', 1], ['e', 2]])

  main.stored = found({ a: 1, c: 4, e: 2, f: 1 })
  await find.refresh()
  // What main counts otherwise has another text now; what is on the page was looked at.
  expect(counts()).toEqual([['b', 2], ['c', 4], ['d', 1], ['e', 2]])
})

it('goes on from a place that turns out not to be there', async () => {
  const { find, shown } = await lookedFor({ a: 1, b: 1 })
  find.seen(page({ a: 0, b: 1 }), 'word')
  expect([find.position, find.total]).toEqual([1, 1])
  expect(shown).toEqual(['a', 'b'])
})

it('goes to the last place of a message that shows fewer than were counted', async () => {
  const { find } = await lookedFor({ a: 1, b: 3 })
  find.step(-1)
  find.seen(page({ a: 1, b: 2 }), 'word')
  expect([find.current, find.position, find.total]).toEqual([{ id: 'b', nth: 1 }, 3, 3])
})

it('leaves the view where it is when what was shown there is being edited', async () => {
  const { find, shown } = await lookedFor({ a: 1, b: 1 })
  find.seen(page({ a: 1, b: 1 }), 'word')
  find.seen(page({ a: 0, b: 1 }), 'word')
  expect(shown).toEqual(['a'])
  find.step(1)
  expect(shown).toEqual(['a', 'b'])
  expect([find.position, find.total]).toEqual([1, 1])
})

it('takes nothing from a page that was looked through for something else', async () => {
  const { find, counts } = conversation()
  find.seen(page({ a: 1 }), '')
  find.show()
  find.write('word')
  await searched()
  find.seen(page({ a: 1 }), 'wor')
  find.seen(page({ a: 1 }), '')
  expect(counts()).toEqual([])
  find.seen(page({ a: 1 }), 'word')
  find.write('words')
  await searched()
  expect(counts()).toEqual([])
})

it('counts an answer that is being written as the page shows it, and by its text elsewhere', async () => {
  let live = { id: id('b'), text: 'word' }
  const { find, main, counts } = conversation({ live: () => live })
  main.stored = found({ a: 1 })
  find.show()
  find.write('word')
  await searched()
  live = { ...live, text: 'word word' }
  find.seen(page({ a: 1, b: 1 }), 'word')
  expect(counts()).toEqual([['a', 1], ['b', 1]])
  find.seen(page({ a: 1, b: 2 }), 'word')
  expect(counts()).toEqual([['a', 1], ['b', 2]])
  live = { ...live, text: 'word word word' }
  find.seen(page({ a: 1 }), 'word')
  expect(counts()).toEqual([['a', 1], ['b', 3]])
})
