import { createParser } from 'eventsource-parser'
import OpenAI from 'openai'
import { AnswerReader } from '../../src/main/stream/answer-reader'
import { createBodyDecoder } from '../../src/main/stream/body-decoder'
import { fasterRow, inTurn, ratioRow, type Experiment } from '../experiment'
import { cutAtRandom, eventStream } from '../stream-bytes'

const WARM_UPS = 3
const EVENTS = { full: 200_000, quick: 25_000 }

const QUICKLY = '25,000 events'

/** Bytes of a response to the deltas in them, with nothing behind. */
export const sseDecode: Experiment = {
  rows: [
    ratioRow({
      name: 'sse-decode',
      unit: 'CPU ms',
      peer: 'eventsource-parser + JSON.parse',
      quickly: QUICKLY,
      bar: { atMost: 1.15 },
      ours: 'rill',
      theirs: 'parser'
    }),
    fasterRow({
      name: 'sse-decode',
      unit: 'CPU ms',
      peer: 'openai client',
      quickly: QUICKLY,
      bar: { atLeast: 3 },
      ours: 'rill',
      theirs: 'openai'
    })
  ],
  rounds: { full: 15, quick: 3 },
  async open(size) {
    const { bytes, text } = eventStream(EVENTS[size])
    const chunks = cutAtRandom(bytes)
    const timed = (decode: Decode) => async () => {
      const before = process.cpuUsage()
      const decoded = await decode(chunks)
      const { user, system } = process.cpuUsage(before)
      if (decoded !== text) throw new Error('the text of the answer is not what was sent')
      return (user + system) / 1_000
    }
    const measures = {
      rill: timed(withRill),
      parser: timed(withParser),
      openai: timed(withOpenai)
    }
    // What runs first would pay for the compiler's looks at it; few events are not enough for all of them.
    for (let turn = 0; turn < WARM_UPS; turn++) await inTurn(measures, turn)
    return { round: (turn) => inTurn(measures, turn), close: () => Promise.resolve() }
  }
}

type Decode = (chunks: readonly Uint8Array[]) => string | Promise<string>

function withRill(chunks: readonly Uint8Array[]): string {
  const parts: string[] = []
  const reader = new AnswerReader({
    onPiece: (piece) => {
      if (piece.type === 'text-delta') parts.push(piece.text)
    },
    makeCallId: () => 'call'
  })
  const decoder = createBodyDecoder('text/event-stream', (event) => reader.take(event))
  for (const chunk of chunks) decoder.feed(chunk)
  decoder.end()
  reader.end(null)
  return parts.join('')
}

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[]
}

function withParser(chunks: readonly Uint8Array[]): string {
  const parts: string[] = []
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === '[DONE]') return
      const chunk = JSON.parse(data) as Chunk
      parts.push(chunk.choices[0]?.delta.content ?? '')
    }
  })
  const utf8 = new TextDecoder()
  for (const chunk of chunks) parser.feed(utf8.decode(chunk, { stream: true }))
  return parts.join('')
}

async function withOpenai(chunks: readonly Uint8Array[]): Promise<string> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    }
  })
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  const client = new OpenAI({ apiKey: 'none', baseURL: 'http://127.0.0.1/v1', fetch: () => Promise.resolve(response) })
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true })
  const parts: string[] = []
  for await (const chunk of stream) parts.push(chunk.choices[0]?.delta.content ?? '')
  return parts.join('')
}
