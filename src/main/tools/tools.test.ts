import { describe, expect, it } from 'vitest'
import { evaluate } from './arithmetic'
import { currentTime } from './current-time'
import type { Tool } from './tool'
import { runTool, TOOLS } from './tools'

const call = (name: string, args: string): Parameters<typeof runTool>[0] => ({ id: '1', name, arguments: args })
const never = new AbortController().signal

describe('arithmetic', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['2 ** 10', 1024],
    ['-2 ^ 2', -4],
    ['2 ^ -2', 0.25],
    ['10 - 4 - 3', 3],
    ['100 / 10 / 5', 2],
    ['17 % 5', 2],
    ['--3', 3],
    ['5!', 120],
    ['3!!', 720],
    ['1.5e3 + .5', 1500.5],
    ['6 × 7 − 2 ÷ 4', 41.5],
    ['（1＋2）', 3],
    ['sqrt(16) + max(1, 2, 3)', 7],
    ['round(pi * 100)', 314],
    ['LN(e)', 1],
    ['pow(2, 8)', 256]
  ])('%s = %d', (expression, value) => {
    expect(evaluate(expression)).toBe(value)
  })

  it.each([
    ['', 'ends too early'],
    ['1 +', 'ends too early'],
    ['1 2', 'from "2" on'],
    ['(1', 'closing parenthesis'],
    ['1)', 'from ")" on'],
    ['1 / 0', 'divided by zero'],
    ['sqrt(-1)', 'not a number'],
    ['171!', 'whole number'],
    ['2.5!', 'whole number'],
    ['sqrt(1, 2)', 'one argument'],
    ['sqrt', 'in parentheses'],
    ['constructor', 'not known'],
    ['constructor("return process")()', 'not part of arithmetic'],
    ['__proto__', 'not known'],
    ['toString()', 'not known'],
    ['this', 'not known'],
    ['"a"', 'not part of arithmetic'],
    ['a.b', 'not part of arithmetic'],
    ['process.exit()', 'not part of arithmetic'],
    ['1; 2', 'not part of arithmetic'],
    ['9'.repeat(1_001), 'longer than'],
    ['('.repeat(500) + '1' + ')'.repeat(499), 'nested too deeply'],
    ['-'.repeat(900) + '1', 'nested too deeply'],
    ['2^'.repeat(400) + '1', 'nested too deeply']
  ])('refuses %s', (expression, sentence) => {
    expect(() => evaluate(expression)).toThrow(sentence)
  })
})

describe('the tools', () => {
  it('are described for a model', () => {
    expect(TOOLS.map(({ name }) => name)).toEqual(['current_time', 'calculator'])
    for (const { parameters } of TOOLS) expect(parameters).toMatchObject({ type: 'object', additionalProperties: false })
  })

  it('calculate without the last digit\'s noise', async () => {
    expect(await runTool(call('calculator', '{"expression":"0.1 + 0.2"}'), never)).toEqual({ outcome: 'ran', text: '0.3' })
    expect(await runTool(call('calculator', '{"expression":"2^53 - 1"}'), never)).toEqual({ outcome: 'ran', text: '9007199254740991' })
  })

  it('know the time, here and elsewhere', async () => {
    const clock = currentTime(() => new Date('2026-03-01T23:30:05Z'), () => 'UTC')
    expect(await clock.run({}, never)).toBe('2026-03-01T23:30:05+00:00 (Sunday, UTC)')
    expect(await clock.run({ time_zone: 'Asia/Shanghai' }, never)).toBe('2026-03-02T07:30:05+08:00 (Monday, Asia/Shanghai)')
    await expect(clock.run({ time_zone: 'Mars/Base' }, never)).rejects.toThrow('no time zone "Mars/Base"')
  })

  it.each([
    ['calculator', '{"expression":', 'not a valid JSON object'],
    ['calculator', '[1]', 'not a valid JSON object'],
    ['calculator', 'null', 'not a valid JSON object'],
    ['calculator', '', 'The expression is missing'],
    ['calculator', '{"expression":7}', 'The expression is missing'],
    ['calculator', '{"expression":"1/0"}', 'divided by zero'],
    ['format_disk', '{}', 'no tool named "format_disk"']
  ])('answer %s(%s) with a sentence', async (name, args, sentence) => {
    expect(await runTool(call(name, args), never)).toEqual({ outcome: 'failed', text: expect.stringContaining(sentence) })
  })

  it('run for a limited time, and end when they are stopped', async () => {
    const told: AbortSignal[] = []
    const endless: Tool = {
      name: 'endless',
      description: '',
      parameters: {},
      run: (_, signal) => {
        told.push(signal)
        return new Promise(() => undefined)
      }
    }
    expect(await runTool(call('endless', ''), never, [endless], 10)).toMatchObject({ outcome: 'failed', text: /no result after/ })
    const stop = new AbortController()
    const stopped = runTool(call('endless', ''), stop.signal, [endless])
    stop.abort()
    expect(await stopped).toMatchObject({ outcome: 'failed', text: /was stopped/ })
    expect(told.every((signal) => signal.aborted)).toBe(true)
  })

  it('say at most 64 KiB, cut at a character', async () => {
    const wordy: Tool = { name: 'wordy', description: '', parameters: {}, run: () => Promise.resolve('汉'.repeat(50_000)) }
    const { text } = await runTool(call('wordy', ''), never, [wordy])
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536)
    expect(text).toMatch(/汉\n\[The rest of this result was left out\.\]$/)
  })
})
