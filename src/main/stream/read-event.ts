import type { Usage } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import type { StreamEvent } from './event-decoder'
import { asArray, asCount, asObject, asText, parseJson, type JsonObject } from './json-shape'
import { findError, looseError, streamFault } from './provider-fault'
import { isEmpty, readDelta, type Delta } from './read-delta'
import { readUsage } from './read-usage'

/** What one event of a chat stream says. */
export type Reading =
  | Chunk
  | { readonly kind: 'done' }
  /** A keep-alive, or an object that says nothing about the answer; its words count when no answer comes. */
  | { readonly kind: 'nothing'; readonly words: Fault | null }
  /** Not understood: skipped and counted. */
  | { readonly kind: 'skipped' }

export interface Chunk {
  readonly kind: 'chunk'
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

/** Reads one event, which mostly says one thing. Any text gives a reading; nothing throws. */
export function readEvent(event: StreamEvent, take: (reading: Reading) => void): void {
  const { data } = event
  if (event.event !== 'message' || !data.startsWith('{')) return readOddEvent(event, take)
  // Nearly every event is one JSON object and nothing else: it is not searched for oddities first, which would cost as
  // much as half of its parsing.
  const json = parseJson(data)
  if (json === undefined) readOddEvent(event, take)
  else take(readJson(json))
}

function readOddEvent(event: StreamEvent, take: (reading: Reading) => void): void {
  const data = event.data.replace(REPEATED_FIELD, '').trim()
  if (event.event === 'error') take(errorReading(streamFault(looseError(parseJson(data), data))))
  else if (data === '' || event.event === 'ping') take(NOTHING)
  else readData(data, take)
}

const NOTHING: Reading = { kind: 'nothing', words: null }

/** Some proxies put an event stream into the data lines of their own. */
const REPEATED_FIELD = /^(\s*data:)+/gm

function readData(data: string, take: (reading: Reading) => void): void {
  if (DONE.test(data)) return take({ kind: 'done' })
  const json = parseJson(data)
  if (Array.isArray(json)) {
    for (const item of asArray(json)) take(readJson(item))
  } else if (json === undefined && data.includes('\n')) {
    // Events that are not parted by a blank line come as the lines of one.
    for (const line of data.split('\n')) readData(line.trim(), take)
  } else if (typeof json === 'string') readData(json, take)
  else take(readJson(json))
}

/** `[DONE]`, and what gateways make of it. */
const DONE = /^"?\[done\]|^"?done"?$/i

function errorReading(fault: Fault): Reading {
  return { kind: 'chunk', delta: null, whole: false, finish: '', usage: null, fault }
}

function readJson(json: unknown): Reading {
  const value = asObject(json)
  if (!value) return SKIPPED
  const choice = firstChoice(value['choices'])
  const besides = saysMore(value) || (choice !== null && saysMore(choice))
  const error = besides ? (findError(value) ?? (choice && findError(choice))) : null
  const usage = besides ? (readUsage(value) ?? (choice && readUsage(choice))) : null
  if (choice) return readChoice(choice, value['object'], usage, error && streamFault(error))
  if (!error && !usage) return { kind: 'nothing', words: strayWords(value) }
  return { kind: 'chunk', delta: null, whole: false, finish: '', usage, fault: error && streamFault(error) }
}

const SKIPPED: Reading = { kind: 'skipped' }

/**
 * Whether there may be an error or a count of tokens. Nearly every chunk has neither, and to look for both everywhere
 * they were ever seen would cost it as much as the reading of its delta.
 */
function saysMore(holder: JsonObject): boolean {
  return (
    isThere(holder['error']) ||
    isThere(holder['errors']) ||
    isThere(holder['base_resp']) ||
    isThere(holder['usage']) ||
    isThere(holder['x_groq']) ||
    isThere(holder['type']) ||
    holder['object'] === 'error'
  )
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}

function readChoice(choice: JsonObject, object: unknown, usage: Usage | null, fault: Fault | null): Reading {
  const finish = finishWord(choice['finish_reason'] ?? choice['finishReason'])
  const holder = asObject(choice['delta'])
  const delta = holder ? readDelta(holder) : readText(choice['text'])
  // The last chunk may have all of the answer beside an empty delta; before it a message is only the answer so far.
  const message = holder && !(finish !== '' && delta && isEmpty(delta)) ? null : asObject(choice['message'])
  if (!message) return { kind: 'chunk', delta, whole: false, finish, usage, fault }
  // A few stream their pieces in `message`.
  const whole = finish !== '' || object !== 'chat.completion.chunk'
  return { kind: 'chunk', delta: readDelta(message), whole, finish, usage, fault }
}

function strayWords(value: JsonObject): Fault | null {
  if (value['success'] === true || asCount(value['code']) === 0) return null
  const error = looseError(value, '')
  return error.message === '' ? null : streamFault(error)
}

/** Some send the word "null" while the answer goes on, some a number or an object with a type at its end. */
function finishWord(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value > 0 ? String(value) : ''
  const word = asText(asObject(value)?.['type'] ?? value)
  return /^\s*(null|none)?\s*$/i.test(word) ? '' : word
}

/** The older completions protocol, which some servers answer with, has the text in the choice itself. */
function readText(text: unknown): Delta | null {
  return typeof text === 'string' ? readDelta({ content: text }) : null
}

/** Only the first answer is shown; a choice without an index is the first one. */
function firstChoice(choices: unknown): JsonObject | null {
  if (!Array.isArray(choices)) return null
  for (let at = 0; at < choices.length; at++) {
    const choice = asObject(choices[at])
    if (choice && isFirst(choice['index'])) return choice
  }
  return null
}

function isFirst(index: unknown): boolean {
  return index === 0 || (asCount(index) ?? 0) === 0
}
