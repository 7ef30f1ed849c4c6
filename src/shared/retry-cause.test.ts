import { expect, it } from 'vitest'
import { FAULT_KINDS, isRetryable, type FaultKind } from './fault'
import { retryCause } from './retry-cause'

const cause = (kind: FaultKind): string => retryCause({ kind, message: '' }, 'en')

it('says what happened, not always that the connection was lost', () => {
  const kinds: readonly FaultKind[] = ['network_reset', 'rate_limit', 'server_error', 'unreachable', 'timeout_idle', 'decode']
  expect(new Set(kinds.map(cause)).size).toBe(kinds.length)
  expect([cause('truncated'), cause('timeout_first_byte')]).toEqual([cause('network_reset'), cause('timeout_idle')])
})

it('has words in both languages for whatever is asked for again', () => {
  for (const kind of FAULT_KINDS.filter((kind) => isRetryable({ kind, message: '' }))) {
    expect(cause(kind)).toMatch(/^[a-z ]+$/)
    expect(retryCause({ kind, message: '' }, 'zh-CN')).toMatch(/^[\u4e00-\u9fff，]+$/)
  }
})
