import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ProviderCase } from '../provider-server/case'

/** A case and what a good client makes of it. */
export interface ConformanceCase extends ProviderCase {
  readonly expected: Expected
  readonly level?: 'must' | 'should'
}

export interface Expected {
  readonly text?: string
  readonly altText?: string
  readonly reasoning?: string
  readonly refusal?: string
  /** An id of `*` is any that is not empty. */
  readonly toolCalls?: readonly ExpectedCall[]
  readonly finish: string
  readonly rawFinish?: string
  readonly errorKind?: string
  readonly altErrorKind?: string | readonly string[]
  /** Contained in the fault's message. */
  readonly errorMessage?: string
  readonly httpStatus?: number
  readonly retryAfterMs?: number
  readonly usage?: { readonly prompt: number; readonly completion: number; readonly total: number } | null
  /** Events that were skipped. */
  readonly warnings?: number
  /** How many requests the server sees. */
  readonly requests?: number
  readonly maxMs?: number
  /** The server sees the connection closed although it would keep it open. */
  readonly closes?: true
}

export interface ExpectedCall {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

interface Recording {
  readonly name: string
  /** The JSON text of each event. */
  readonly chunks: readonly string[]
  readonly expected: Expected
}

const OWN_FOLDER = resolve(import.meta.dirname, '../fixtures')

/** Folders with cases: the project's own, and the one RILL_EXTRA_CASES names. */
export function caseFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const extra = env['RILL_EXTRA_CASES']
  return extra === undefined || extra === '' ? [OWN_FOLDER] : [OWN_FOLDER, resolve(extra)]
}

/** Every case of the folders; a case that two folders share is played once. */
export function conformanceCases(folders: readonly string[] = caseFolders()): ConformanceCase[] {
  const all = folders.flatMap((folder) => [
    ...read<ConformanceCase>(folder, 'provider-quirks.json'),
    ...read<Recording>(folder, 'provider-recordings.json').map(asCase)
  ])
  const seen = new Set<string>()
  return all.filter((one) => {
    const text = JSON.stringify([one.name, one.body, one.sequence, one.expected])
    return !seen.has(text) && seen.add(text)
  })
}

/** An absent file holds no cases. */
export function read<T>(folder: string, name: string): T[] {
  const file = join(folder, name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T[]) : []
}

function asCase({ name, chunks, expected }: Recording): ConformanceCase {
  const events = [...chunks, '[DONE]'].map((chunk) => `data: ${chunk}\n\n`)
  const http = { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' } }
  return { name: `recording ${name}`, http, body: events.join(''), expected, level: 'must' }
}
