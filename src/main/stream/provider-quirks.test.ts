import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FaultError } from '../fault-error'
import { finishWord } from './finish-word'
import { playRun, scriptedSend, type Play } from './play-run.fixture'
import type { Send } from './ports'
import { scriptsOf, type QuirkCase, type QuirkExpected } from './quirk-script.fixture'
import type { RunResult } from './run'
import { skipTitle } from '../../../tests/skip-title'

const quirks: readonly QuirkCase[] = JSON.parse(readFileSync('tests/fixtures/provider-quirks.json', 'utf8'))

async function playQuirk(quirk: QuirkCase, chunkBytes: number): Promise<{ play: Play; result: RunResult }> {
  const maxRetries = quirk.sequence || quirk.expected.requests ? 3 : 0
  const play = playRun([], { maxRetries, send: (request, signal) => send(request, signal) })
  const script = scriptedSend(scriptsOf(quirk, chunkBytes, play.clock), play.clock)
  const send: Send = async (request, signal) => {
    const response = await script.send(request, signal)
    const target = response.headers.get('location')
    if (target === undefined) return response
    throw new FaultError({ kind: 'redirect', message: target, httpStatus: response.status })
  }
  const result = await play.finish()
  if (quirk.expected.requests !== undefined) expect(script.requests).toHaveLength(quirk.expected.requests)
  return { play, result }
}

function check(expected: QuirkExpected, { content }: Play, result: RunResult): void {
  const shown = content.text === '' ? content.refusal : content.text
  expect([expected.text, expected.altText]).toContain(shown)
  if (shown === expected.text) expect(content.reasoning).toBe(expected.reasoning ?? '')
  expect(content.refusal).toBe(expected.refusal ?? '')
  expect(finishWord(result)).toBe(expected.finish)
  if (expected.rawFinish !== undefined) expect(result.rawFinish).toBe(expected.rawFinish)
  if (expected.toolCalls) {
    const calls = content.toolCalls.map((call, at) => ({
      ...call,
      id: expected.toolCalls?.[at]?.id === '*' && call.id !== '' ? '*' : call.id
    }))
    expect(calls).toEqual(expected.toolCalls)
  }
  if (expected.usage) expect(result.usage).toEqual(expected.usage)
  expect(result.skippedEvents).toBe(expected.warnings ?? 0)
  checkFault(expected, result)
}

function checkFault(expected: QuirkExpected, { outcome }: RunResult): void {
  const fault = 'fault' in outcome ? outcome.fault : null
  expect([expected.errorKind, ...[expected.altErrorKind ?? []].flat()]).toContain(fault?.kind)
  if (expected.errorMessage !== undefined) expect(fault?.message).toContain(expected.errorMessage)
  if (expected.httpStatus !== undefined) expect(fault?.httpStatus).toBe(expected.httpStatus)
  if (expected.retryAfterMs !== undefined) expect(fault?.retryAfterMs).toBe(expected.retryAfterMs)
}

describe('what providers really send', () => {
  for (const quirk of quirks) {
    it(`${quirk.name} (${quirk.level})`, async () => {
      for (const chunkBytes of [0, 1, 7]) {
        const { play, result } = await playQuirk(quirk, quirk.name === 'http-500-huge-body' ? 4_096 : chunkBytes)
        check(quirk.expected, play, result)
      }
    })
  }
})

interface Recording {
  readonly name: string
  readonly chunks: readonly string[]
  readonly expected: QuirkExpected
}

const folder = process.env['RILL_EXTRA_CASES']
const file = folder === undefined ? '' : join(folder, 'provider-recordings.json')

describe('recorded provider streams', () => {
  if (!existsSync(file)) {
    it.skip(skipTitle('are read', 'RILL_EXTRA_CASES names no folder with them'), () => undefined)
    return
  }
  const recordings: readonly Recording[] = JSON.parse(readFileSync(file, 'utf8'))
  for (const { name, chunks, expected } of recordings) {
    it(name, async () => {
      const body = [...chunks, '[DONE]'].map((chunk) => `data: ${chunk}\n\n`).join('')
      for (const cut of [0, 1_000, 13]) {
        const http = { status: 200, headers: { 'content-type': 'text/event-stream' } }
        const { play, result } = await playQuirk({ name, level: 'must', http, body, expected }, cut)
        check({ ...expected, reasoning: expected.reasoning ?? play.content.reasoning }, play, result)
      }
    })
  }
})
