import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { TextCount } from './text-count'
import { estimateTokens } from './token-estimate'
import { createTokenMeter, type ThreadTokenMeter } from './token-meter'

const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() }
const whole = (text: string): number => countTokens(text, AS_TEXT)

const ENGLISH = "It's a rill: 'quoted', don't, WE'LL; x.y(z) -- 3.14159 and 1234567 \u2014 na\u00efve caf\u00e9.\n\n  Indented\ttab\r\n"
const CHINESE = '\u7ec6\u5c0f\u7684\u6eaa\u6d41\uff0c\u4e00\u70b9\u4e00\u70b9\u6d41\u5230\u773c\u524d\u3002Rill \u8868\u793a\u5c0f\u6eaa\uff1b12345\u4e2a\u8bcd\u5143\uff01\n'
const CODE = '```ts\nconst x = (a: string[]) => a.map((b) => `${b}\\n`)  // \ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\n\n\n}\n```\n| a | b |\n| :-- | --: |\n'
const SPECIAL = 'before <|endoftext|> after <|im_start|>system<|im_end|>'

describe('a text that arrives in pieces', () => {
  function inPieces(text: string, size: number): number {
    const count = new TextCount(whole)
    for (let at = 0; at < text.length; at += size) count.add(text.slice(at, at + size))
    return count.settle()
  }

  it.each([ENGLISH, CHINESE, CODE, SPECIAL].map((text) => text.repeat(3)))('counts as the whole text does: %#', (text) => {
    for (let size = 1; size <= 60; size++) expect(inPieces(text, size)).toBe(whole(text))
  })

  it('does so for any text cut anywhere', () => {
    const piece = fc.oneof(
      fc.constantFrom(' ', '  ', '\n', '\r\n', "'s", "'", 'LL', '1', '\u4f60', '\u3002', '/', '{', '\u0301', '\ud83d\ude00', '\u2019t'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.stringMatching(/^[A-Za-z0-9 ]{1,8}$/)
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const count = new TextCount(whole)
        for (const text of pieces) count.add(text)
        expect(count.settle()).toBe(whole(pieces.join('')))
      }),
      { numRuns: 1_000, examples: [[['{', '\u0301', '/', 'A']], [['a\u0301', '/', 'A']]] }
    )
  })

  it('is cut after 1,000 characters without a border, and off by little', () => {
    const text = '\u6eaa\u6d41\u6d41\u5230\u773c\u524d\u7684\u65f6\u5019'.repeat(1_000)
    expect(Math.abs(inPieces(text, 7) - whole(text))).toBeLessThanOrEqual(2 * Math.ceil(text.length / 1_000))
  })

  it.each([' ', ''])('hands out no run of letters that would take long, ending in %j', (end) => {
    const lengths: number[] = []
    const count = new TextCount((text) => lengths.push(text.length))
    count.add(`short ${'x'.repeat(50_000)}${end}and more words ${'y'.repeat(5_000)}`)
    count.settle()
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1_000)
    expect(lengths.reduce((sum, length) => sum + length)).toBe(55_021 + end.length)
  })

  it('never takes a character apart', () => {
    const seen: string[] = []
    const count = new TextCount((text) => seen.push(text))
    for (const half of '\ud83d\ude00'.repeat(1_500)) count.add(half)
    for (let at = 0; at < 3_001; at++) count.add('\ud83d\ude00'.charAt(at % 2))
    count.settle()
    expect(seen.slice(0, -1).some((text) => /[\ud800-\udbff]$|^[\udc00-\udfff]/.test(text))).toBe(false)
  })
})

describe('the meter', () => {
  let threads = ''
  let meter: ThreadTokenMeter

  beforeAll(async () => {
    await mkdir('node_modules/.cache', { recursive: true })
    threads = await mkdtemp(resolve('node_modules/.cache/token-meter-'))
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: threads,
        emptyOutDir: false,
        rolldownOptions: {
          input: {
            'token-counter': resolve('src/main/tokens/token-counter-thread.ts'),
            meter: resolve('src/main/tokens/token-meter.ts')
          },
          output: { format: 'cjs', entryFileNames: '[name].cjs' }
        }
      }
    })
  }, 60_000)
  afterEach(() => meter.close())
  afterAll(() => rm(threads, { recursive: true }))

  it('counts several attempts at once, and live', async () => {
    meter = createTokenMeter({ threads })
    expect(meter.threadId).toBeNull()
    const attempts = [ENGLISH, CHINESE, SPECIAL].map((text) => ({ text: text.repeat(20), tokens: meter.start() }))
    for (const { text, tokens } of attempts) {
      for (let at = 0; at < text.length; at += 5) tokens.add(text.slice(at, at + 5))
    }
    await vi.waitFor(() => expect(attempts.every(({ tokens }) => tokens.count > 100)).toBe(true), { timeout: 10_000 })
    for (const { text, tokens } of attempts) {
      expect(await tokens.settle()).toBe(whole(text))
      expect(tokens.count).toBe(whole(text))
      tokens.close()
    }
  })

  it.skipIf(process.platform !== 'linux')('steps back behind all other threads, and takes none of them along', async () => {
    meter = createTokenMeter({ threads })
    // The threads of the tests before may still be ending.
    await vi.waitFor(() => expect(nicenesses()).not.toContain(10))
    await warm()
    expect(nicenesses().filter((niceness) => niceness === 10)).toHaveLength(1)
  })

  it('goes on counting after a settle', async () => {
    meter = createTokenMeter({ threads })
    const tokens = await warm()
    tokens.add('one two')
    expect(await tokens.settle()).toBe(2)
    tokens.add(' three')
    expect(await tokens.settle()).toBe(3)
  })

  it('ends its thread when it is idle, and starts another when it is needed', async () => {
    meter = createTokenMeter({ threads, idleMs: 20 })
    const tokens = await warm()
    const first = meter.threadId
    tokens.close()
    await vi.waitFor(() => expect(meter.threadId).toBeNull())
    const again = await warm()
    expect(meter.threadId).not.toBe(first)
    again.close()
  })

  it('does not keep a command from ending', async () => {
    const script = `
      const meter = require(${JSON.stringify(join(threads, 'meter.cjs'))}).createTokenMeter({ threads: ${JSON.stringify(threads)} })
      const tokens = meter.start()
      tokens.add('one two three')
      tokens.settle().then((count) => console.log(count))`
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { timeout: 15_000 })
    expect(stdout).toBe('3\n')
  })

  it('estimates where there is no thread, and says nothing', async () => {
    meter = createTokenMeter({ threads: join(threads, 'missing') })
    const tokens = meter.start()
    await vi.waitFor(() => expect(meter.threadId).toBeNull())
    tokens.add('a'.repeat(40))
    tokens.add('\u6eaa\u6d41')
    expect(await tokens.settle()).toBe(12)
    expect(tokens.count).toBe(12)
  })

  it('goes on with an estimate when its thread dies', async () => {
    const broken = join(threads, 'broken')
    await mkdir(broken)
    await writeFile(
      join(broken, 'token-counter.cjs'),
      `const { parentPort } = require('node:worker_threads')
      parentPort.on('message', (message) => {
        if (message.number > 1) process.exit(3)
        parentPort.postMessage({ attempt: message.attempt, number: 1, count: 100, settled: message.kind === 'settle' })
      })`
    )
    meter = createTokenMeter({ threads: broken })
    const tokens = meter.start()
    tokens.add('counted as a hundred')
    expect(await tokens.settle()).toBe(100)
    tokens.add('a'.repeat(400))
    expect(await tokens.settle()).toBe(200)
    tokens.add('a'.repeat(40))
    expect(await tokens.settle()).toBe(210)
  })

  it('does not wait for a thread that says nothing', async () => {
    const mute = join(threads, 'mute')
    await mkdir(mute)
    await writeFile(join(mute, 'token-counter.cjs'), `require('node:worker_threads').parentPort.on('message', () => {})`)
    meter = createTokenMeter({ threads: mute })
    const tokens = meter.start()
    tokens.add('a'.repeat(40))
    expect(await tokens.settle()).toBe(10)
  })

  async function warm(): Promise<ReturnType<ThreadTokenMeter['start']>> {
    const first = meter.start()
    first.add('some words to begin with')
    await vi.waitFor(() => expect(first.count).toBeGreaterThan(0), { timeout: 10_000 })
    const tokens = meter.start()
    first.close()
    return tokens
  }
})

it('estimates wide characters one by one and others by four', () => {
  expect(estimateTokens('abcd\u6eaa\u6d41')).toBe(3)
  expect(estimateTokens('')).toBe(0)
})

/** Of each thread of this process. */
function nicenesses(): readonly number[] {
  const stats = readdirSync('/proc/self/task').map((thread) => readFileSync(`/proc/self/task/${thread}/stat`, 'utf8'))
  // The name of the thread stands in brackets and may hold anything; the niceness is the 19th field.
  return stats.map((stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]))
}
