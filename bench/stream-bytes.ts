import { seededRandom } from '../tests/soak/seeded-random'

const WORDS = 'the answer goes on and says more of what it knows, 一个回答会继续下去 with `code` and\n\n- lists\n'.match(/\S+\s*/g) ?? []
/** What the network hands over at once: some tens of bytes to some tens of kilobytes. */
const LARGEST_CUT = 16_384

/** A chat stream as providers send it, of so many events, and the text that is in it. */
export function eventStream(events: number): { bytes: Uint8Array; text: string } {
  const parts: string[] = []
  const words: string[] = []
  for (let at = 0; at < events; at++) {
    const word = WORDS[at % WORDS.length] ?? ''
    words.push(word)
    parts.push(`data: ${JSON.stringify(chunk({ content: word }, null))}\n\n`)
  }
  parts.push(`data: ${JSON.stringify(chunk({}, 'stop'))}\n\n`, 'data: [DONE]\n\n')
  return { bytes: new TextEncoder().encode(parts.join('')), text: words.join('') }
}

/** The same bytes in pieces of random length, always the same ones. */
export function cutAtRandom(bytes: Uint8Array): readonly Uint8Array[] {
  const { next } = seededRandom(1)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(next() ** 3 * LARGEST_CUT)
    chunks.push(bytes.subarray(at, at + length))
    at += length
  }
  return chunks
}

function chunk(delta: object, finish: string | null): object {
  return {
    id: 'chatcmpl-8f2c1d7e6b5a4938a1b2c3d4e5f60718',
    object: 'chat.completion.chunk',
    created: 1_780_000_000,
    model: 'example-large-2026-01-15',
    system_fingerprint: 'fp_4b1c2d3e5f',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }]
  }
}
