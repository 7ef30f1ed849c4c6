import electronLog from 'electron-log/node'
import { resolve } from 'node:path'
import type { Fault, FaultKind } from '../shared/fault'
import { redact } from './redact'

/** There is no parameter for free text or objects: what a person asked and what a model said have no way in. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | Fault>>

/** Writes one line of JSON per event: `{"at","level","event",...fields}`. Never throws. */
export interface Log {
  /** `event` is a fixed name such as `run-failed`. */
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

type Level = keyof Log

/** One older file of the same size is kept beside it. */
const maxFileBytes = 2 * 1024 * 1024
const maxValueLength = 500

/** Null writes nowhere, for the terminal, whose output belongs to the answer. */
export function createLog({ file }: { readonly file: string | null }): Log {
  const write = file === null ? () => undefined : fileWriter(file)
  const level = (name: Level) => (event: string, fields: LogFields = {}) => write(name, line(name, event, fields))
  return { info: level('info'), warn: level('warn'), error: level('error') }
}

function fileWriter(file: string): (level: Level, text: string) => void {
  const logger = electronLog.create({ logId: file })
  const path = resolve(file)
  const { transports } = logger
  transports.console.level = false
  if (transports.ipc) transports.ipc.level = false
  transports.file.level = 'info'
  transports.file.maxSize = maxFileBytes
  transports.file.resolvePathFn = () => path
  // The line is finished: a template's placeholders or styles in it are text.
  transports.file.transforms = [({ data }) => data.map(String)]
  transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  return (level, text) => logger[level](text)
}

function line(level: Level, event: string, fields: LogFields): string {
  const head = { at: new Date().toISOString(), level, event: safeText(event) }
  const safe: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) safe[name] = safeValue(name, value)
  return JSON.stringify({ ...head, ...safe, ...head }) // first for the order, last so that no field takes its place
}

const secretName = /^(?:authorization|.*key|secret|.*token|password|cookie)$/i

function safeValue(name: string, value: LogFields[string]): unknown {
  if (value === null) return null
  if (typeof value === 'object') return safeFault(value)
  if (typeof value !== 'string') return value
  return secretName.test(name) ? '***' : safeText(value)
}

function safeText(text: string): string {
  const safe = redact(text)
  return safe.length > maxValueLength ? `${safe.slice(0, maxValueLength)}…` : safe
}

/** Faults of the app's own disk and key store; another side's words may quote the question back. */
const ownWords: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'keychain_missing',
  'keychain_locked',
  'keychain_refused',
  'disk_full',
  'disk_read_only',
  'database_unreadable',
  'database_damaged',
  'database_newer',
  'history_not_saved',
  'history_in_use',
  'history_stopped',
  'history_not_moved',
  'file_not_written',
  'settings_unreadable'
])

function safeFault({ kind, message, httpStatus, retryAfterMs }: Fault): unknown {
  return { kind, httpStatus, retryAfterMs, message: ownWords.has(kind) ? safeText(message) : undefined }
}
