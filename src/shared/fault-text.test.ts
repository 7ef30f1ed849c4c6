import { describe, expect, it } from 'vitest'
import { FAULT_KINDS, type BroughtBack } from './fault'
import { faultHappened, faultText } from './fault-text'

it('says what happened alone of what was done about already, in both languages', () => {
  const fault = { kind: 'network_reset', message: '' } as const
  expect(faultHappened(fault, 'en')).toBe('The connection was lost.')
  expect(faultHappened(fault, 'zh-CN')).toMatch(/^[^。]+。$/)
  expect(faultHappened({ kind: 'server_error', message: 'HTTP 500', httpStatus: 500 }, 'en')).not.toMatch(/try/i)
})

describe('faultText', () => {
  it.each(FAULT_KINDS)('says in both languages what %s is and what to do', (kind) => {
    const english = faultText({ kind, message: '' }, 'en')
    const chinese = faultText({ kind, message: '' }, 'zh-CN')
    expect(english).toMatch(/^[A-Z].*\.$/)
    expect(english).not.toContain(kind.includes('_') ? kind : 'fault_')
    expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/)
  })

  it('gives the status, the words of the provider and the wait', () => {
    const fault = { kind: 'rate_limit', message: 'Slow\n down', httpStatus: 429, retryAfterMs: 7_000 } as const
    expect(faultText(fault, 'en')).toBe(
      'The provider is getting too many requests at the moment. Wait a little and try again. (HTTP 429) ' +
        'It says: “Slow down” It asks to wait 7 seconds.'
    )
    expect(faultText(fault, 'zh-CN')).toContain('（HTTP 429）对方说：“Slow down”对方要求等待7秒')
  })

  it('shortens long words without cutting a character in two', () => {
    const text = faultText({ kind: 'server_error', message: '😀'.repeat(2_000) }, 'en')
    expect(Array.from(text).length).toBeLessThan(400)
    expect(text).toContain('😀…”')
  })

  it('says long waits in minutes and hours', () => {
    const waiting = (retryAfterMs: number): string => faultText({ kind: 'rate_limit', message: '', retryAfterMs }, 'en')
    expect(waiting(300)).toContain('1 second.')
    expect(waiting(600_000)).toContain('10 minutes')
    expect(waiting(86_400_000)).toContain('24 hours')
  })

  it('leaves out a cause that only repeats the status', () => {
    const fault = { kind: 'auth', message: 'the server answered HTTP 401', httpStatus: 401 } as const
    expect(faultText(fault, 'en')).not.toContain('It says')
  })

  it('keeps its own plain cause to itself where the sentence says as much', () => {
    expect(faultText({ kind: 'truncated', message: 'no finish reason' }, 'en')).not.toContain('no finish reason')
    expect(faultText({ kind: 'redirect', message: 'to https://b.example/v1' }, 'en')).toContain('https://b.example/v1')
  })

  it('says what was brought back of a history that could not be read', () => {
    const whole = { conversations: 12, messages: 3_456, lost: 0, backupOf: null, finished: true }
    const saying = (broughtBack: BroughtBack, locale: 'en' | 'zh-CN'): string =>
      faultText({ kind: 'database_unreadable', message: '', broughtBack }, locale)
    expect(saying(whole, 'en')).toContain('begun. Brought back from it: 12 conversations with 3,456 messages.')
    expect(saying({ ...whole, messages: 0, conversations: 0 }, 'zh-CN')).toContain('里面的内容都读不出来。')
    const part = saying({ ...whole, lost: 7, backupOf: '2026-01-31', finished: false }, 'en')
    expect(part).toMatch(/backup of 2026-01-31\. Messages known to be missing: 7\. It is too large/)
  })
})
