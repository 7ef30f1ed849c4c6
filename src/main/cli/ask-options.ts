import { parseArgs } from 'node:util'
import { UsageError } from './usage-error'

export const ASK_USAGE = `usage: ask [options] "question"
  --base-url U            the provider's address up to /v1; the built-in Demo when left out
  --model M               the model to ask
  --key-env NAME          the environment variable that holds the key
  --system S              a system prompt
  --temperature T         from 0 to 2
  --max-retries N         further attempts after the first, 0 to 10 (3)
  --first-byte-timeout MS how long to wait for the first of the answer, 0 for ever
  --idle-timeout MS       how long the answer may pause, 0 for ever
  --engine node|app       plain Node, or Electron's network stack (node)
  --tools FILE            a JSON array of tools to offer; calls are reported, not run
  --record FILE           writes the bytes of the answer as they came
  --json                  one JSON frame per line, the result last`

export interface AskOptions {
  readonly question: string
  /** Null asks Demo. */
  readonly baseUrl: string | null
  /** Null takes what the provider's preset suggests. */
  readonly model: string | null
  readonly keyEnv: string | null
  readonly system: string
  readonly temperature: number | null
  readonly maxRetries: number
  readonly firstByteTimeoutMs: number | null
  readonly idleTimeoutMs: number | null
  readonly toolsFile: string | null
  readonly recordFile: string | null
  readonly json: boolean
}

const DEFAULT_MAX_RETRIES = 3
/** What a Node timer takes. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

const STRING = { type: 'string' } as const
const SHAPE = {
  'base-url': STRING,
  model: STRING,
  'key-env': STRING,
  system: STRING,
  temperature: STRING,
  'max-retries': STRING,
  'first-byte-timeout': STRING,
  'idle-timeout': STRING,
  engine: STRING,
  tools: STRING,
  record: STRING,
  json: { type: 'boolean' }
} as const

/** Throws a `UsageError` that says what is wrong. Which engine runs was decided before; its option is only checked. */
export function parseAskOptions(args: readonly string[]): AskOptions {
  const { values, positionals } = parsed(args)
  const [question, ...more] = positionals
  if (question === undefined || question.trim() === '') throw new UsageError('There is no question.')
  if (more.length > 0) throw new UsageError('There is more than one question; put it in quotes.')
  if (values.engine !== undefined && !/^(node|app)$/.test(values.engine)) throw new UsageError('--engine is node or app.')
  return {
    question,
    baseUrl: values['base-url'] ?? null,
    model: values.model ?? null,
    keyEnv: values['key-env'] ?? null,
    system: values.system ?? '',
    temperature: numberIn('--temperature', values.temperature, 0, 2),
    maxRetries: wholeIn('--max-retries', values['max-retries'], 10) ?? DEFAULT_MAX_RETRIES,
    firstByteTimeoutMs: wholeIn('--first-byte-timeout', values['first-byte-timeout'], MAX_TIMEOUT_MS),
    idleTimeoutMs: wholeIn('--idle-timeout', values['idle-timeout'], MAX_TIMEOUT_MS),
    toolsFile: values.tools ?? null,
    recordFile: values.record ?? null,
    json: values.json ?? false
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: SHAPE, allowPositionals: true, strict: true })
  } catch (error) {
    // Node adds advice for programmers after the first sentence.
    throw new UsageError(`${String(error instanceof Error ? error.message : error).split('. To ')[0] ?? ''}.`)
  }
}

function wholeIn(name: string, text: string | undefined, max: number): number | null {
  const value = numberIn(name, text, 0, max)
  if (value !== null && !Number.isInteger(value)) throw new UsageError(`${name} is a whole number.`)
  return value
}

function numberIn(name: string, text: string | undefined, min: number, max: number): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new UsageError(`${name} is a number from ${min} to ${max}.`)
  }
  return value
}
