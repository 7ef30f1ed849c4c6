import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOf } from '../fault-error'
import { AnswerReader, type Piece, type Verdict } from './answer-reader'
import { createBodyDecoder } from './body-decoder'

interface Read {
  readonly text: string
  readonly reasoning: string
  readonly tools: readonly Piece[]
  readonly verdict: Verdict
}

/** All the pure pieces in a row, as an attempt has them. */
function read(chunks: readonly Uint8Array[]): Read {
  const pieces: Piece[] = []
  let ids = 0
  const reader = new AnswerReader({ onPiece: (piece) => pieces.push(piece), makeCallId: () => `call_${ids++}` })
  const of = (type: Piece['type']): string =>
    pieces.map((piece) => (piece.type === type && 'text' in piece ? piece.text : '')).join('')
  const verdict = reader.end(brokenBy(chunks, reader))
  const tools = pieces.filter((piece) => piece.type === 'tool-delta')
  return { text: of('text-delta'), reasoning: of('reasoning-delta'), tools, verdict }
}

function brokenBy(chunks: readonly Uint8Array[], reader: AnswerReader): ReturnType<typeof faultOf> | null {
  try {
    const body = createBodyDecoder('text/event-stream', (event) => {
      if (!reader.isOver) reader.take(event)
    })
    for (const chunk of chunks) body.feed(chunk)
    body.end()
    return null
  } catch (error) {
    return faultOf(error)
  }
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const borders = [0, ...cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return borders.slice(1).map((end, at) => bytes.subarray(borders[at], end))
}

const content = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('<think>', 'hm', '</think>', '\n\n', '\ud83d', '\ude00', '', 'null')
)
const tool = fc.record(
  {
    index: fc.oneof(fc.nat(3), fc.constantFrom<unknown>('1', null, -1, 1e9)),
    id: fc.constantFrom('a', 'b', '', null),
    function: fc.record({ name: fc.constantFrom('f', '', null), arguments: fc.constantFrom<unknown>('{', '}', '{}', { q: 1 }, null) })
  },
  { requiredKeys: [] }
)
const delta = fc.record(
  {
    content: fc.oneof(content, fc.constantFrom<unknown>(null, 7, [{ type: 'text', text: 'part' }], { text: 'one' })),
    reasoning_content: content,
    tool_calls: fc.array(tool, { maxLength: 3 })
  },
  { requiredKeys: [] }
)
const chunk = fc.record(
  {
    choices: fc.array(fc.record({ delta, index: fc.nat(1), finish_reason: fc.constantFrom(null, 'stop', 'odd') }, { requiredKeys: ['delta'] })),
    usage: fc.constantFrom(null, { prompt_tokens: 1, completion_tokens: 2 })
  },
  { requiredKeys: [] }
)
const line = fc.oneof(
  { weight: 8, arbitrary: chunk.map((value) => `data: ${JSON.stringify(value)}`) },
  { weight: 1, arbitrary: fc.json().map((json) => `data: ${json}`) },
  { weight: 1, arbitrary: fc.constantFrom(': comment', 'data: [DONE]', 'data:', 'event: ping', 'data: {"error":{"code":429}}', 'junk') }
)
const stream = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, lineEnd]) => Uint8Array.from(Buffer.from(lines.map((one) => one + lineEnd + lineEnd).join(''))))
const cuts = fc.array(fc.nat(), { maxLength: 8 })

describe('whatever arrives', () => {
  it('gives the same answer however a stream is cut', () => {
    fc.assert(
      fc.property(stream, cuts, (bytes, at) => {
        const whole = read([bytes])
        expect(read(cutAt(bytes, at))).toEqual(whole)
        expect(read(cutAt(bytes, Array.from(bytes.keys())))).toEqual(whole)
      }),
      { numRuns: 150 }
    )
  })

  it('never throws for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, at) => {
        expect(['finished', 'fault']).toContain(read(cutAt(bytes, at)).verdict.kind)
      })
    )
  })

  it('never throws for a stream that is broken anywhere', () => {
    fc.assert(
      fc.property(stream, fc.nat(), fc.uint8Array({ maxLength: 6 }), (bytes, at, noise) => {
        const place = at % (bytes.length + 1)
        const broken = Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)])
        expect(read([broken]).verdict.kind).toMatch(/finished|fault/)
      })
    )
  })
})
