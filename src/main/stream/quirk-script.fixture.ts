import type { FakeClock } from './fake-clock.fixture'
import type { Scripted, Step } from './play-run.fixture'

/** A case of provider-quirks.json, as far as it is played here. */
export interface QuirkCase {
  readonly name: string
  readonly level: 'must' | 'should'
  readonly http: QuirkHttp
  readonly body?: string
  readonly sequence?: readonly { readonly http: QuirkHttp; readonly body: string }[]
  readonly delivery?: { readonly chunkBytes?: number }
  readonly bodyEncoding?: string
  readonly expected: QuirkExpected
}

interface QuirkHttp {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

export interface QuirkExpected {
  readonly text: string
  readonly reasoning?: string
  readonly refusal?: string
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly finish: string
  readonly rawFinish?: string
  readonly errorKind?: string
  readonly errorMessage?: string
  readonly httpStatus?: number
  readonly retryAfterMs?: number
  readonly usage?: { readonly prompt: number; readonly completion: number; readonly total: number }
  readonly warnings?: number
  readonly requests?: number
  readonly altText?: string
  readonly altErrorKind?: string | readonly string[]
}

/** The answers of a case, one for each request. `chunkBytes` cuts the packets; 0 leaves them as they are. */
export function scriptsOf(quirk: QuirkCase, chunkBytes: number, clock: FakeClock): readonly Scripted[] {
  const answers = quirk.sequence ?? [{ http: quirk.http, body: quirk.body ?? '' }]
  return answers.map(({ http, body }) => {
    const headers = Object.fromEntries(
      Object.entries(http.headers).map(([name, value]) => [name, withDate(value, clock)])
    )
    return { status: http.status, headers, steps: stepsOf(http, body, chunkBytes, quirk) }
  })
}

function withDate(value: string, clock: FakeClock): string {
  return value.replace(/<<HTTPDATE \+(\d+)s>>/, (_, seconds: string) =>
    new Date(clock.wallMs() + Number(seconds) * 1_000).toUTCString()
  )
}

function stepsOf(http: QuirkHttp, body: string, chunkBytes: number, quirk: QuirkCase): readonly Step[] {
  // What the HTTP layer below would make of a label that lies is played as that layer's fault.
  if (http.headers['content-encoding'] !== undefined && quirk.bodyEncoding === undefined) return [{ fault: 'decode' }]
  const steps = body.split(/(<<[A-Z_]+[^>]*>>)/).flatMap((part) => stepOf(part, chunkBytes))
  const size = steps.reduce((bytes, step) => bytes + (step instanceof Uint8Array ? step.length : 0), 0)
  const isShort = Number(http.headers['content-length'] ?? 0) > size
  return isShort ? [...steps, { fault: 'network_reset' }] : steps
}

function stepOf(part: string, chunkBytes: number): readonly Step[] {
  const [, marker = '', argument = ''] = /^<<([A-Z_]+) ?([^>]*)>>$/.exec(part) ?? []
  switch (marker) {
    case 'PAUSE':
      return [{ waitMs: Number(argument) }]
    case 'SPLIT':
      return []
    case 'BYTES':
      return [Buffer.from(argument.replace(/\s/g, ''), 'hex')]
    case 'REPEAT': {
      const [count = '0', char = ''] = argument.split(' ')
      return [Buffer.from(char.repeat(Number(count)))]
    }
    case 'STALL':
      return ['stall']
    case 'RESET':
    case 'GOAWAY':
    case 'RST_STREAM':
      return [{ fault: 'network_reset' }]
    default:
      return cut(Buffer.from(part), chunkBytes)
  }
}

function cut(bytes: Uint8Array, chunkBytes: number): readonly Uint8Array[] {
  if (chunkBytes === 0) return bytes.length === 0 ? [] : [bytes]
  return Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes)
  )
}
