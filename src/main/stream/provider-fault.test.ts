import { describe, expect, it } from 'vitest'
import { httpFault } from './http-fault'
import { findError, streamFault } from './provider-fault'
import { safeMessage } from './redact'
import { retryAfterMs } from './retry-after'
import { waitBefore } from './retry-policy'

const refused = (status: number, body: unknown, headers: Record<string, string> = {}): ReturnType<typeof httpFault> =>
  httpFault(
    { status, headers: new Map(Object.entries(headers)), body: typeof body === 'string' ? body : JSON.stringify(body) },
    1_000_000
  )

describe('a refused request', () => {
  it.each([
    [400, { error: { message: 'bad', type: 'invalid_request_error' } }, 'bad_request'],
    [400, { error: { message: 'x', code: 'context_length_exceeded' } }, 'context_length'],
    [400, { error: { message: "This model's maximum context length is 4096 tokens." } }, 'context_length'],
    [400, { error: { message: 'prompt is too long: 210000 tokens > 200000 maximum' } }, 'context_length'],
    [400, { error: { type: 'exceed_context_size_error', message: 'too big' } }, 'context_length'],
    [400, [{ error: { code: 400, message: 'API key not valid', status: 'INVALID_ARGUMENT' } }], 'bad_request'],
    [403, { error: { code: 'insufficient_quota' } }, 'quota'],
    [403, 'nope', 'forbidden'],
    [404, '<html>', 'not_found'],
    [413, '', 'context_length'],
    [422, { detail: [{ msg: 'field required' }] }, 'bad_request'],
    [429, { error: { message: 'Insufficient balance' } }, 'quota'],
    [429, { error: { status: 'RESOURCE_EXHAUSTED', message: 'check your plan and billing' } }, 'rate_limit'],
    [500, 'oops', 'server_error'],
    [529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'server_error']
  ])('%i %j is %s', (status, body, kind) => {
    expect(refused(status, body)).toMatchObject({ kind, httpStatus: status })
  })

  it('says what the server said, wherever it said it', () => {
    expect(refused(422, { detail: [{ msg: 'field required' }] }).message).toContain('field required')
    expect(refused(400, { message: 'plain' }).message).toBe('plain')
    expect(refused(400, { error: 'model "x" not found' }).message).toBe('model "x" not found')
    expect(refused(502, '<html><body>secret page</body></html>').message).toBe(
      'the server answered HTTP 502 with a web page instead of an answer'
    )
    expect(refused(401, '').message).toBe('the server answered HTTP 401')
  })
})

describe('an error inside a stream', () => {
  it.each([
    [{ error: { message: 'm', code: 502 } }, 'provider_error'],
    [{ error: { message: 'm', type: 'server_error' } }, 'provider_error'],
    [{ error: { message: 'm', code: 'rate_limit_exceeded' } }, 'rate_limit'],
    [{ error: { message: 'm', type: 'insufficient_quota', code: 429 } }, 'quota'],
    [{ error: { message: 'm', code: 400 } }, 'bad_request'],
    [{ object: 'error', message: 'm', code: 404 }, 'not_found'],
    [{ error: 'm' }, 'provider_error']
  ])('%j is %s', (json, kind) => {
    const error = findError(json)
    expect(error && streamFault(error)).toEqual({ kind, message: 'm' })
  })

  it.each([{ error: null }, { error: '' }, { error: {} }, { choices: [] }, null, 7, []])('%j holds none', (json) => {
    expect(findError(json)).toBeNull()
  })
})

describe('an error wrapped in the message of another one', () => {
  const wrapped = (times: number): object => {
    const inner = times === 0 ? 'the real one' : JSON.stringify(wrapped(times - 1))
    return { error: { message: inner, ...(times === 0 ? { code: 'rate_limit_exceeded' } : { code: 500 }) } }
  }

  it.each([1, 2, 3])('is found behind %i of them', (times) => {
    const error = findError(wrapped(times))
    expect(error).toMatchObject({ message: 'the real one', status: 500 })
    expect(error && streamFault(error).kind).toBe('rate_limit')
  })

  it('is not looked for without end', () => {
    expect(findError(wrapped(4))?.message).toBe(JSON.stringify(wrapped(0)))
  })

  it('may stand in the message without a name of its own', () => {
    expect(findError({ error: { message: '{"message":"plain","code":"invalid_api_key"}' } })).toMatchObject({
      message: 'plain',
      words: expect.stringContaining('invalid_api_key') as string
    })
  })
})

describe('a message', () => {
  it.each([
    'Incorrect API key provided: sk-abc***. Look',
    'Incorrect API key provided: sk-proj-Abc_123-xyz. Look',
    'header Authorization: Bearer abcdef123456 is wrong',
    'key AIzaSyA1234567890abcdef was refused',
    `token ${'a1B2'.repeat(12)} was refused`
  ])('keeps no key: %s', (text) => {
    expect(safeMessage(text)).toContain('[key]')
    expect(safeMessage(text)).not.toMatch(/abc|Abc_|AIza|a1B2/)
  })

  it('keeps everything else, on one line and bounded', () => {
    expect(safeMessage('Provider\r\n returned\u0000 error: 余额不足 👩‍🚀')).toBe('Provider returned error: 余额不足 👩‍🚀')
    expect(safeMessage('word '.repeat(1_000_000)).length).toBe(2_000)
  })
})

describe('Retry-After', () => {
  const after = (headers: Record<string, string>): number | undefined =>
    retryAfterMs(new Map(Object.entries(headers)), Date.parse('2026-01-01T00:00:00Z'))
  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '5', 'retry-after-ms': '120.4' }, 121],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }, 5_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:05 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{}, undefined]
  ])('%j is %s', (headers, ms) => expect(after(headers)).toBe(ms))
})

it('waits 1, 2, 4 seconds, a fifth more or less', () => {
  const fault = { kind: 'server_error', message: '' } as const
  expect([1, 2, 3].map((attempt) => waitBefore(fault, attempt, () => 0))).toEqual([800, 1_600, 3_200])
  expect([1, 2, 3].map((attempt) => waitBefore(fault, attempt, () => 0.999_999))).toEqual([1_200, 2_400, 4_800])
})
