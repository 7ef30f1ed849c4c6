import { afterEach, expect, it, vi } from 'vitest'
import type { ConversationId } from '../../../shared/domain/ids'
import { ConversationList } from './conversation-list.svelte'
import { ListActions } from './list-actions'

afterEach(() => vi.unstubAllGlobals())

it('can take back what was done before the list shows it', async () => {
  const asked: string[] = []
  const call = (name: string): Promise<unknown> => {
    asked.push(name)
    if (name === 'conversations:delete-many') return Promise.resolve({ ok: true, value: null })
    // The list is still being read.
    return new Promise(() => undefined)
  }
  vi.stubGlobal('window', { rill: { call, on: () => () => undefined } })
  const actions = new ListActions(new ConversationList(), { leave: () => null, comeBack: () => undefined })
  void actions.delete(['c1' as ConversationId])
  await vi.waitFor(() => expect(asked).toContain('conversations:outline'))
  expect(actions.done.takeBackLast()).toBe(true)
  expect(asked).toContain('conversations:restore-many')
})
