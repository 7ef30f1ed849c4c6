import { afterEach, expect, it, vi } from 'vitest'
import { AnswerReader } from './answer-reader'
import { createBodyDecoder } from './body-decoder'

afterEach(() => vi.restoreAllMocks())

const EVENTS = 500
const event = (at: number): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: `Wort ${at} 字 ` }, finish_reason: null }] })}\n\n`
const bytes = new TextEncoder().encode(Array.from({ length: EVENTS }, (_, at) => event(at)).join(''))

/** What one answer is decoded with, by the size of the packets it comes in. */
function cost(packetBytes: number): { decodedBytes: number; parses: number; pieces: number } {
  const decode = vi.spyOn(TextDecoder.prototype, 'decode')
  const parse = vi.spyOn(JSON, 'parse')
  let pieces = 0
  const reader = new AnswerReader({ onPiece: () => pieces++, makeCallId: () => 'call' })
  const decoder = createBodyDecoder('text/event-stream', (one) => reader.take(one))
  for (let at = 0; at < bytes.length; at += packetBytes) decoder.feed(bytes.subarray(at, at + packetBytes))
  decoder.end()
  const decodedBytes = decode.mock.calls.reduce((sum, [input]) => sum + (input?.byteLength ?? 0), 0)
  const parses = parse.mock.calls.length
  vi.restoreAllMocks()
  return { decodedBytes, parses, pieces }
}

it.each([1, 7, 1_400, 100_000, bytes.length])('every byte is decoded once and every event parsed once, in packets of %i', (packet) => {
  expect(cost(packet)).toEqual({ decodedBytes: bytes.length, parses: EVENTS, pieces: EVENTS })
})
