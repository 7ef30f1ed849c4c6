/** Everything that can go wrong, as one closed list. Each outside world is classified once, at its own door. */
export const FAULT_KINDS = [
  // the provider's answer
  'provider_error',
  'rate_limit',
  'quota',
  'auth',
  'forbidden',
  'not_found',
  'bad_request',
  'context_length',
  'server_error',
  'html_response',
  'bad_content_type',
  'protocol',
  'empty_response',
  'truncated',
  'decode',
  'redirect',
  'overflow',
  // the network
  'unreachable',
  'network_reset',
  'tls',
  'timeout_connect',
  'timeout_first_byte',
  'timeout_idle',
  // the key store
  'no_key',
  'keychain_missing',
  'keychain_locked',
  'keychain_refused',
  // the disk
  'disk_full',
  'disk_read_only',
  'database_unreadable',
  'database_damaged',
  'database_newer',
  'history_not_saved',
  'history_in_use',
  'history_stopped',
  'history_not_moved',
  'history_folder_gone',
  'settings_unreadable',
  // a file that is exported, imported or restored
  'file_not_written',
  'file_unreadable',
  'file_not_known',
  'file_damaged',
  'file_unsafe',
  'file_newer',
  'file_not_backup',
  // the app's own contract
  'bad_ask',
  'not_allowed',
  'busy',
  'cancelled',
  'gone',
  'provider_gone',
  'internal'
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault as it travels between processes: plain JSON, no key, no header, no prompt text. */
export interface Fault {
  readonly kind: FaultKind
  /** The other side's own words where it gave any (bounded to 2,000 characters), else a plain English cause. */
  readonly message: string
  readonly httpStatus?: number
  /** How long the provider asked to wait, in milliseconds. */
  readonly retryAfterMs?: number
  readonly broughtBack?: BroughtBack
}

/** What was saved of a history that could not be read. */
export interface BroughtBack {
  readonly conversations: number
  readonly messages: number
  /** Messages that are named in what was read and were found nowhere; there may have been more. */
  readonly lost: number
  /** The day of the backup that some of it comes from, as `2026-01-31`; null when none was needed. */
  readonly backupOf: string | null
  /** False when the time was up before all was read. */
  readonly finished: boolean
}

/** Faults another attempt may get past. Everything else needs the person. */
const RETRYABLE: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'provider_error',
  'rate_limit',
  'server_error',
  'html_response',
  'bad_content_type',
  'empty_response',
  'truncated',
  'decode',
  'protocol',
  'unreachable',
  'network_reset',
  'timeout_connect',
  'timeout_first_byte',
  'timeout_idle'
])

export function isRetryable(fault: Fault): boolean {
  return RETRYABLE.has(fault.kind)
}
