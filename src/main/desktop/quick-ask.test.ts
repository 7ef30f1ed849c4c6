import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { LiveRun } from '../../shared/ipc/events'
import { NotKept } from './not-kept'
import { QuickAsk } from './quick-ask'

const id = 'c' as ConversationId
const run: LiveRun = { runId: 'r' as RunId, conversationId: id, messageId: 'm' as MessageId }

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rill-quick-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function world() {
  const notKept = new NotKept(join(folder, 'not-kept.json'))
  const does = {
    erase: vi.fn(() => Promise.resolve()),
    stop: vi.fn(),
    hide: vi.fn(),
    showInWindow: vi.fn(),
    translateInWindow: vi.fn(),
    onRefused: vi.fn()
  }
  return { notKept, does, quick: new QuickAsk({ ...does, notKept, window: { hide: does.hide } }) }
}

describe('QuickAsk', () => {
  it('erases what is not kept when the window is hidden, and nothing else', async () => {
    const { quick, does, notKept } = world()
    quick.hidden()
    expect(does.erase).not.toHaveBeenCalled()
    quick.keep(id, false)
    quick.hidden()
    await vi.waitFor(() => expect(notKept.ids).toEqual([]))
    expect(does.erase).toHaveBeenCalledExactlyOnceWith(id)
  })

  it('keeps an answer that is still being written through one hiding: it is asked for to be seen', async () => {
    const { quick, does, notKept } = world()
    quick.keep(id, false)
    quick.liveChanged([run])
    quick.hidden()
    quick.liveChanged([])
    expect(does.erase).not.toHaveBeenCalled()
    quick.hidden()
    await vi.waitFor(() => expect(notKept.ids).toEqual([]))
  })

  it('stops what is left for a new conversation and erases it when its answer has been put away', async () => {
    const { quick, does, notKept } = world()
    quick.keep(id, false)
    quick.liveChanged([run])
    quick.left(id)
    expect(does.stop).toHaveBeenCalledWith(id)
    expect(does.erase).not.toHaveBeenCalled()
    quick.liveChanged([])
    await vi.waitFor(() => expect(notKept.ids).toEqual([]))
    expect(does.erase).toHaveBeenCalledOnce()
  })

  it('leaves a conversation that is kept alone', () => {
    const { quick, does } = world()
    quick.left(id)
    expect(does.stop).not.toHaveBeenCalled()
  })

  it('keeps what is opened in a window', () => {
    const { quick, does, notKept } = world()
    quick.keep(id, false)
    const handed = { draft: { conversationId: id, text: 'and' }, edits: [] }
    quick.openInWindow(handed)
    expect(notKept.ids).toEqual([])
    expect(does.hide).toHaveBeenCalled()
    expect(does.showInWindow).toHaveBeenCalledWith(id)
    expect([quick.takeHandedOver(), quick.takeHandedOver()]).toEqual([[{ ...handed, nowKept: true }], []])
    quick.openInWindow(handed)
    expect(quick.takeHandedOver()).toEqual([{ ...handed, nowKept: false }])
  })

  it('erases at the next start what a crash has left, and tries again what the disk refuses', async () => {
    world().quick.keep(id, false)
    const second = world()
    second.does.erase.mockRejectedValueOnce(new Error('full'))
    await second.quick.eraseLeft()
    expect(second.does.onRefused).toHaveBeenCalledOnce()
    const third = world()
    await third.quick.eraseLeft()
    expect(third.does.erase).toHaveBeenCalledWith(id)
    expect(world().notKept.ids).toEqual([])
  })
})
