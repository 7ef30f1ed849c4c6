import { describe, expect, it } from 'vitest'
import { CALLS } from '../../shared/ipc/calls'
import type { Fault } from '../../shared/fault'
import { faultError } from '../fault-error'
import { answerCall } from './answer-call'
import { ASKS } from './schemas'

const viewer = { id: 1, push: () => undefined }
const ignore = (): void => undefined

describe('answerCall', () => {
  it('hands a good ask over and wraps the answer', async () => {
    const reply = await answerCall(ASKS['chat:stop'], ({ runId }) => runId, { runId: 'r' }, viewer, ignore)
    expect(reply).toEqual({ ok: true, value: 'r' })
  })

  it('turns a thrown fault into a reply, and tells the log', async () => {
    const faults: Fault[] = []
    const fail = (): never => {
      throw faultError('gone', 'no such run')
    }
    const reply = await answerCall(ASKS['chat:stop'], fail, { runId: 'r' }, viewer, (fault) => faults.push(fault))
    expect(reply).toEqual({ ok: false, fault: { kind: 'gone', message: 'no such run' } })
    expect(faults).toHaveLength(1)
  })

  it('calls anything else internal', async () => {
    const fail = (): Promise<never> => Promise.reject(new TypeError('x is not a function'))
    const reply = await answerCall(ASKS['chat:stop'], fail, { runId: 'r' }, viewer, ignore)
    expect(reply).toMatchObject({ ok: false, fault: { kind: 'internal' } })
  })
})

it('takes the long call ids of gateways that put a signature into them', () => {
  const ask = { answerId: 'a', callId: `call_1__thought__${'x'.repeat(4_000)}`, allowed: false }
  expect(ASKS['tools:decide'].safeParse(ask).success).toBe(true)
})

describe('every call', () => {
  const junk: readonly unknown[] = [
    undefined,
    null,
    0,
    'text',
    [],
    [{}],
    { unexpected: true },
    { conversationId: {}, text: 1 },
    { runId: '' },
    { url: 'x'.repeat(9_000) },
    { theme: undefined },
    { flush: { mode: 'chunks', chunks: 0, ms: -1 } },
    { providerId: 'p', change: { baseUrl: 5 } },
    { __proto__: null, limit: 1e9, offset: Number.NaN }
  ]

  it.each(Object.keys(CALLS) as (keyof typeof CALLS)[])('%s refuses junk without running', async (name) => {
    let ran = 0
    for (const ask of junk) {
      const reply = await answerCall<unknown, number>(ASKS[name], () => ran++, ask, viewer, ignore)
      expect(reply, JSON.stringify(ask)).toMatchObject({ ok: false, fault: { kind: 'bad_ask' } })
    }
    expect(ran).toBe(0)
  })
})
