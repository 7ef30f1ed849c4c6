import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { createEventDecoder, type StreamEvent } from '../stream/event-decoder'
import { FaultError } from '../fault-error'
import { faultText } from '../../shared/fault-text'
import { localeOf } from './answer-printer'
import { FAULT, FINISHED, WRONG_USAGE, type ExitCode } from './exit-code'
import type { Terminal } from './terminal'
import { UsageError } from './usage-error'

const INSPECT_USAGE = `usage: inspect FILE [--chunk-bytes N] [--json]
  FILE             a recorded event stream
  --chunk-bytes N  feeds the decoder N bytes at a time, as a network would
  --json           prints each event as {"event","data","id"}`

interface InspectOptions {
  readonly file: string
  /** Null feeds the file as it is read. */
  readonly chunkBytes: number | null
  readonly json: boolean
}

/** `inspect`: prints the events of a recorded stream as the app's own decoder sees them. Never rejects. */
export async function inspectCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await inspect(inspectOptions(args), terminal)
    return FINISHED
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n${INSPECT_USAGE}\n`)
      return WRONG_USAGE
    }
    if (!(error instanceof FaultError)) throw error
    terminal.err(`${faultText(error.fault, localeOf(terminal.env))}\n`)
    return FAULT
  }
}

async function inspect({ file, chunkBytes, json }: InspectOptions, terminal: Terminal): Promise<void> {
  let lines = ''
  const decoder = createEventDecoder({
    onEvent: (event) => {
      lines += `${json ? JSON.stringify({ event: event.event, data: event.data, id: event.id }) : readable(event)}\n`
    }
  })
  const print = (): void => {
    if (lines !== '') terminal.out(lines)
    lines = ''
  }
  for await (const bytes of readFrom(file)) {
    for (const piece of pieces(bytes, chunkBytes ?? bytes.length)) decoder.feed(piece)
    print()
    if (terminal.stop.aborted) return
  }
  decoder.end()
  print()
}

async function* readFrom(file: string): AsyncIterable<Uint8Array> {
  try {
    for await (const bytes of createReadStream(file)) {
      if (bytes instanceof Uint8Array) yield bytes
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new UsageError(`${file} cannot be read: ${error.message}.`)
    throw error
  }
}

function* pieces(bytes: Uint8Array, size: number): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function readable({ event, data, id }: StreamEvent): string {
  return `${event}${id === '' ? '' : ` #${id}`}: ${data}`
}

function inspectOptions(args: readonly string[]): InspectOptions {
  const { values, positionals } = parsed(args)
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.')
  const text = values['chunk-bytes']
  const chunkBytes = text === undefined ? null : Number(text)
  if (chunkBytes !== null && !(Number.isInteger(chunkBytes) && chunkBytes > 0)) {
    throw new UsageError('--chunk-bytes is a whole number from 1.')
  }
  return { file, chunkBytes, json: values.json ?? false }
}

function parsed(args: readonly string[]) {
  const options = { 'chunk-bytes': { type: 'string' }, json: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
