import type { Usage } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import type { StreamEvent } from './event-decoder'
import { asArray, asCount, asObject, asText, parseJson, type JsonObject } from './json-shape'
import { findError, looseError, streamFault } from './provider-fault'
import { readDelta, type Delta } from './read-delta'
import { readUsage } from './read-usage'

/** What one event of a chat stream says. */
export type Reading =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'done' }
  /** A keep-alive, or an object that says nothing about the answer; its words count when no answer comes. */
  | { readonly kind: 'nothing'; readonly words: Fault | null }
  /** Not understood: skipped and counted. */
  | { readonly kind: 'skipped' }

export interface Chunk {
  /** Null when the chunk adds nothing to the answer. */
  readonly delta: Delta | null
  /** True when the delta is a whole message and not a piece of one. */
  readonly whole: boolean
  /** The provider's own word for the end of the answer; empty while it goes on. */
  readonly finish: string
  readonly usage: Usage | null
  /** The provider reports an error; what came before it in this chunk counts. */
  readonly fault: Fault | null
}

/** Reads one event. Any text gives a reading; nothing throws. */
export function readEvent(event: StreamEvent): readonly Reading[] {
  const data = event.data.replace(REPEATED_FIELD, '').trim()
  if (event.event === 'error') return [errorReading(streamFault(looseError(parseJson(data), data)))]
  if (data === '' || event.event === 'ping') return [NOTHING]
  return readData(data)
}

const NOTHING: Reading = { kind: 'nothing', words: null }

/** Some proxies put an event stream into the data lines of their own. */
const REPEATED_FIELD = /^(\s*data:)+/gm

function readData(data: string): readonly Reading[] {
  if (DONE.test(data)) return [{ kind: 'done' }]
  const json = parseJson(data)
  // Events that are not parted by a blank line come as the lines of one.
  if (json === undefined && data.includes('\n')) return data.split('\n').flatMap((line) => readData(line.trim()))
  return Array.isArray(json) ? asArray(json).map(readJson) : [readJson(json)]
}

/** `[DONE]`, and what gateways make of it. */
const DONE = /^"?\[done\]|^"?done"?$/i

function errorReading(fault: Fault): Reading {
  return { kind: 'chunk', chunk: { delta: null, whole: false, finish: '', usage: null, fault } }
}

function readJson(json: unknown): Reading {
  const value = asObject(json)
  if (!value) return { kind: 'skipped' }
  const choice = firstChoice(value['choices'])
  const error = findError(value) ?? (choice && findError(choice))
  const delta = choice && asObject(choice['delta'])
  const message = choice && asObject(choice['message'])
  const usage = readUsage(value) ?? (choice && readUsage(choice))
  if (!choice && !error && !usage) return { kind: 'nothing', words: strayWords(value) }
  return {
    kind: 'chunk',
    chunk: {
      delta: readAddition(choice, delta, message),
      whole: delta === null && message !== null,
      finish: finishWord(choice?.['finish_reason']),
      usage,
      fault: error && streamFault(error)
    }
  }
}

function strayWords(value: JsonObject): Fault | null {
  const error = looseError(value, '')
  return error.message === '' ? null : streamFault(error)
}

/** Some send the word "null" while the answer goes on, some a number at its end. */
function finishWord(value: unknown): string {
  if (typeof value === 'number') return value > 0 ? String(value) : ''
  const word = asText(value)
  return /^\s*(null|none)?\s*$/i.test(word) ? '' : word
}

function readAddition(choice: JsonObject | null, delta: JsonObject | null, message: JsonObject | null): Delta | null {
  if (delta ?? message) return readDelta(delta ?? message ?? {})
  // The older completions protocol, which some servers answer with, has the text in the choice itself.
  return typeof choice?.['text'] === 'string' ? readDelta({ content: choice['text'] }) : null
}

/** Only the first answer is shown; a choice without an index is the first one. */
function firstChoice(choices: unknown): JsonObject | null {
  for (const item of asArray(choices)) {
    const choice = asObject(item)
    if (choice && (asCount(choice['index']) ?? 0) === 0) return choice
  }
  return null
}
