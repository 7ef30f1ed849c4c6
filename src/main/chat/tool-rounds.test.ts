import { describe, expect, it } from 'vitest'
import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { ToolCall } from '../../shared/domain/run'
import type { ToolRequest } from '../../shared/ipc/events'
import type { ToolRun, Tools } from './chat-world'
import { REFUSED, ToolRounds } from './tool-rounds'

const call = (id: string): ToolCall => ({ id, name: 'calculator', arguments: '{"expression":"1+1"}' })
const answer = (calls: readonly ToolCall[]): Parameters<ToolRounds['ask']>[0] => ({
  id: 'a' as MessageId,
  conversationId: 'c' as ConversationId,
  toolCalls: calls
})
const ran: ToolRun = { outcome: 'ran', text: '2' }

const nothing = (): Promise<void> => Promise.resolve()

function opened(run: Tools['run'] = () => Promise.resolve(ran), goOn = nothing): {
  rounds: ToolRounds
  lists: (readonly ToolRequest[])[]
  done: (readonly ToolRun[])[]
} {
  const lists: (readonly ToolRequest[])[] = []
  const done: (readonly ToolRun[])[] = []
  const rounds = new ToolRounds(
    { offered: [], run },
    (list) => lists.push(list),
    async (_id, _calls, runs) => {
      done.push(runs)
      await goOn()
    }
  )
  return { rounds, lists, done }
}

describe('ToolRounds', () => {
  it('runs nothing before the yes', async () => {
    let runs = 0
    const { rounds, done } = opened(() => {
      runs++
      return Promise.resolve(ran)
    })
    rounds.ask(answer([call('1')]))
    expect(rounds.waiting().map((one) => one.callId)).toEqual(['1'])
    expect(runs).toBe(0)
    await rounds.decide('a' as MessageId, '1', true)
    expect(runs).toBe(1)
    expect(done).toEqual([[ran]])
    expect(rounds.waiting()).toEqual([])
  })

  it('goes on once all calls of an answer are decided, in the order of the calls', async () => {
    const { rounds, done } = opened()
    rounds.ask(answer([call('1'), call('2')]))
    await rounds.decide('a' as MessageId, '2', true)
    expect(done).toEqual([])
    await rounds.decide('a' as MessageId, '1', false)
    expect(done).toEqual([[REFUSED, ran]])
  })

  it('decides two calls with the same id one after the other', async () => {
    const { rounds, done } = opened()
    rounds.ask(answer([call('same'), call('same')]))
    await rounds.decide('a' as MessageId, 'same', true)
    await rounds.decide('a' as MessageId, 'same', false)
    expect(done).toEqual([[ran, REFUSED]])
  })

  it('refuses a decision that came too late', async () => {
    const { rounds } = opened()
    rounds.ask(answer([call('1')]))
    rounds.forget('c' as ConversationId)
    await expect(rounds.decide('a' as MessageId, '1', true)).rejects.toThrow('no longer waits')
  })

  it('does not go on when the conversation went elsewhere while a tool ran', async () => {
    let finish: (run: ToolRun) => void = () => undefined
    const { rounds, done } = opened((_call, signal) => {
      expect(signal.aborted).toBe(false)
      return new Promise((resolve) => (finish = resolve))
    })
    rounds.ask(answer([call('1')]))
    const deciding = rounds.decide('a' as MessageId, '1', true)
    rounds.forget('c' as ConversationId)
    finish(ran)
    await deciding
    expect(done).toEqual([])
  })

  it('does not take the end of a forgotten round for that of a new one', async () => {
    let finish: (run: ToolRun) => void = () => undefined
    const { rounds, done } = opened(() => new Promise((resolve) => (finish = resolve)))
    rounds.ask(answer([call('1')]))
    const deciding = rounds.decide('a' as MessageId, '1', true)
    rounds.forget('c' as ConversationId)
    rounds.ask(answer([call('1')]))
    finish(ran)
    await deciding
    expect(done).toEqual([])
    expect(rounds.waiting()).toHaveLength(1)
  })

  it('does not ask again while the results are on their way to disk', async () => {
    let onDisk: () => void = () => undefined
    const { rounds } = opened(undefined, () => new Promise((resolve) => (onDisk = resolve)))
    rounds.ask(answer([call('1')]))
    const deciding = rounds.decide('a' as MessageId, '1', false)
    await Promise.resolve()
    rounds.ask(answer([call('1')]))
    expect(rounds.waiting()).toEqual([])
    onDisk()
    await deciding
    expect(rounds.has('a' as MessageId)).toBe(false)
  })

  it('says when the answer cannot go on, and lets its calls wait again', async () => {
    const { rounds, lists } = opened(undefined, () => Promise.reject(new Error('no space')))
    rounds.ask(answer([call('1')]))
    await expect(rounds.decide('a' as MessageId, '1', true)).rejects.toThrow('no space')
    expect(lists.at(-1)).toHaveLength(1)
  })

  it('asks once for the same answer', () => {
    const { rounds, lists } = opened()
    rounds.ask(answer([call('1')]))
    rounds.ask(answer([call('1')]))
    expect(rounds.waiting()).toHaveLength(1)
    expect(lists).toHaveLength(1)
  })
})
