import { expect, it } from 'vitest'
import type { MessageId } from '../../../shared/domain/ids'
import type { FoundMessage } from '../../../shared/ipc/calls'
import { FindInConversation } from './find-in-conversation.svelte'

const id = (name: string): MessageId => name as MessageId

it('goes on finding an answer that has come to its end, and leaves the view where it is', async () => {
  let stored: readonly FoundMessage[] = [{ messageId: id('a'), count: 2 }]
  let live: { id: MessageId; text: string } | null = { id: id('b'), text: 'a word and a word' }
  const shown: MessageId[] = []
  const find = new FindInConversation({
    find: () => Promise.resolve({ ok: true, value: stored }),
    live: () => live,
    isAbove: () => false,
    show: (messageId) => shown.push(messageId)
  })
  find.show()
  find.write('word')
  await expect.poll(() => find.position).toBe(1)
  expect(find.total).toBe(4)

  live = null
  stored = [...stored, { messageId: id('b'), count: 2 }]
  await find.refresh()

  expect(find.found.map(({ count }) => count)).toEqual([2, 2])
  expect(shown).toEqual(['a'])
  find.step(-1)
  expect(shown).toEqual(['a', 'b'])
})
