import { createHash } from 'node:crypto'
import { caseFolders, read } from './conformance-case'

/** A byte stream and the events the WHATWG rules give for it. */
export interface InspectCase {
  readonly name: string
  readonly input?: string
  readonly inputBase64?: string
  readonly generate?: {
    readonly prefix: string
    readonly repeat: string
    readonly count: number
    readonly suffix: string
    readonly chunkSize: number
  }
  readonly expected: readonly ExpectedEvent[]
  /** Where a well-known library differs, and what it does then; either is accepted. */
  readonly knownDeviation?: string
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

export interface PrintedEvent {
  readonly event: string
  readonly data: string
  readonly id: string
}

export function inspectCases(): InspectCase[] {
  const all = caseFolders().flatMap((folder) => read<InspectCase>(folder, 'sse-cases.json'))
  const seen = new Set<string>()
  return all.filter((one) => !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one)))
}

export function bytesOf({ input, inputBase64, generate }: InspectCase): Buffer {
  if (generate) return Buffer.from(generate.prefix + generate.repeat.repeat(generate.count) + generate.suffix)
  return inputBase64 === undefined ? Buffer.from(input ?? '', 'utf8') : Buffer.from(inputBase64, 'base64')
}

/** What is wrong with the printed events; empty when nothing is. */
export function inspectProblems(one: InspectCase, printed: readonly PrintedEvent[]): string[] {
  const [first] = one.expected
  if (one.generate && first?.eventCount !== undefined) {
    const all = printed.length === first.eventCount && printed.every(({ data }) => data === first.eachData)
    return all ? [] : [`${printed.length} events, not ${first.eventCount}, or other data`]
  }
  if (one.generate && first?.dataSha256 !== undefined) {
    return printed.length === 1 && sha256(printed[0]?.data ?? '') === first.dataSha256 ? [] : ['other data']
  }
  const expected = one.expected.map(({ event, data, id }) => ({ event: event ?? 'message', data: data ?? '', id: id ?? '' }))
  return JSON.stringify(expected) === JSON.stringify(printed) ? [] : [`printed ${JSON.stringify(printed).slice(0, 500)}`]
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
