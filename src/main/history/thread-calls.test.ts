import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { faultError } from '../fault-error'
import { Inbox, oneByOne, serve } from './thread-calls'

interface Calls {
  add: { ask: number; reply: number }
  other: { ask: null; reply: string }
  close: { ask: null; reply: void }
}

const { port1: asking, port2: serving } = new MessageChannel()
afterEach(() => asking.close())

it('hands calls of one name that wait together to one turn, in the order they came', async () => {
  const turns: string[] = []
  const replies: unknown[] = []
  const names = ['add', 'add', 'add', 'other', 'add'] as const
  names.forEach((name, id) => asking.postMessage({ id, name, ask: name === 'add' ? id : null }))
  serve(new Inbox<Calls>(serving), {
    add: (asks) => {
      turns.push(`add ${asks.join(' ')}`)
      return asks.map((ask) => (ask === 1 ? { ok: false, fault: { kind: 'gone', message: '' } } : { ok: true, value: ask }))
    },
    other: oneByOne(() => {
      turns.push('other')
      throw faultError('disk_full', 'no room')
    }),
    close: oneByOne(() => undefined)
  })
  await new Promise<void>((resolve) => {
    asking.on('message', (reply) => {
      if (replies.push(reply) === names.length) resolve()
    })
  })
  expect(turns).toEqual(['add 0 1 2', 'other', 'add 4'])
  expect(replies).toEqual([
    { id: 0, reply: { ok: true, value: 0 } },
    { id: 1, reply: { ok: false, fault: { kind: 'gone', message: '' } } },
    { id: 2, reply: { ok: true, value: 2 } },
    { id: 3, reply: { ok: false, fault: { kind: 'disk_full', message: 'no room' } } },
    { id: 4, reply: { ok: true, value: 4 } }
  ])
})

it('ends with the answer to `close`, and takes no call behind it', async () => {
  const done: string[] = []
  const { port1, port2 } = new MessageChannel()
  port1.on('message', (reply: { id: number }) => done.push(`reply ${reply.id}`))
  const gone = new Promise((resolve) => port1.once('close', resolve))
  port1.postMessage({ id: 0, name: 'close', ask: null })
  port1.postMessage({ id: 1, name: 'other', ask: null })
  serve(new Inbox<Calls>(port2), {
    add: oneByOne((count) => count),
    other: oneByOne(() => {
      done.push('other')
      return ''
    }),
    close: oneByOne(() => undefined)
  })
  await gone
  expect(done).toEqual(['reply 0'])
})

it('tells work that takes long of a call that has no time, and answers it although it was taken from the port', async () => {
  const { port1, port2 } = new MessageChannel()
  const inbox = new Inbox<Calls>(port2, new Set(['add']))
  const replies: unknown[] = []
  serve(inbox, {
    add: oneByOne((count) => count),
    other: oneByOne(() => 'said'),
    close: oneByOne(() => undefined)
  })
  port1.postMessage({ id: 0, name: 'add', ask: 5 })
  expect(inbox.isAsked()).toBe(false)
  port1.postMessage({ id: 1, name: 'other', ask: null })
  expect(inbox.isAsked()).toBe(true)
  await new Promise<void>((resolve) => port1.on('message', (reply) => void (replies.push(reply) === 2 && resolve())))
  expect(replies).toEqual([{ id: 0, reply: { ok: true, value: 5 } }, { id: 1, reply: { ok: true, value: 'said' } }])
  expect(inbox.isAsked()).toBe(false)
  port1.close()
})
