import type { Locale } from './domain/settings'
import type { BroughtBack, Fault, FaultKind } from './fault'
import * as m from './messages/messages.js'

/**
 * A few sentences: what happened, what to do next, and what the other side said of it. Plain text. `sentence` stands in
 * for the first two where they are not the window's.
 */
export function faultText(fault: Fault, locale: Locale, sentence = SENTENCES[fault.kind]({}, { locale })): string {
  const details = [inItsWords(fault, locale), wait(fault, locale), saved(fault.broughtBack, locale)]
  const parts = [withStatus(sentence, fault, locale), ...details]
  return parts.filter((part) => part !== '').join(locale === 'en' ? ' ' : '')
}

/** What happened alone, without what to do about it: for what has been done about already. */
export function faultHappened(fault: Fault, locale: Locale): string {
  const [happened = ''] = SENTENCES[fault.kind]({}, { locale }).split(/(?<=[.。；;])/)
  return faultText(fault, locale, happened.replace(/[；;]$/, locale === 'en' ? '.' : '。'))
}

type Sentence = (inputs: Record<string, never>, options: { locale: Locale }) => string

/** The build breaks here when a kind has no sentence. */
const SENTENCES: Readonly<Record<FaultKind, Sentence>> = {
  provider_error: m.fault_provider_error,
  rate_limit: m.fault_rate_limit,
  quota: m.fault_quota,
  auth: m.fault_auth,
  forbidden: m.fault_forbidden,
  not_found: m.fault_not_found,
  bad_request: m.fault_bad_request,
  context_length: m.fault_context_length,
  server_error: m.fault_server_error,
  html_response: m.fault_html_response,
  bad_content_type: m.fault_bad_content_type,
  protocol: m.fault_protocol,
  empty_response: m.fault_empty_response,
  truncated: m.fault_truncated,
  decode: m.fault_decode,
  redirect: m.fault_redirect,
  overflow: m.fault_overflow,
  unreachable: m.fault_unreachable,
  network_reset: m.fault_network_reset,
  tls: m.fault_tls,
  timeout_connect: m.fault_timeout_connect,
  timeout_first_byte: m.fault_timeout_first_byte,
  timeout_idle: m.fault_timeout_idle,
  no_key: m.fault_no_key,
  keychain_missing: m.fault_keychain_missing,
  keychain_locked: m.fault_keychain_locked,
  keychain_refused: m.fault_keychain_refused,
  disk_full: m.fault_disk_full,
  disk_read_only: m.fault_disk_read_only,
  database_unreadable: m.fault_database_unreadable,
  database_damaged: m.fault_database_damaged,
  database_newer: m.fault_database_newer,
  history_not_saved: m.fault_history_not_saved,
  history_in_use: m.fault_history_in_use,
  history_stopped: m.fault_history_stopped,
  history_not_moved: m.fault_history_not_moved,
  history_folder_gone: m.fault_history_folder_gone,
  settings_unreadable: m.fault_settings_unreadable,
  file_not_written: m.fault_file_not_written,
  file_unreadable: m.fault_file_unreadable,
  file_not_known: m.fault_file_not_known,
  file_damaged: m.fault_file_damaged,
  file_unsafe: m.fault_file_unsafe,
  file_newer: m.fault_file_newer,
  file_not_backup: m.fault_file_not_backup,
  bad_ask: m.fault_bad_ask,
  not_allowed: m.fault_not_allowed,
  busy: m.fault_busy,
  cancelled: m.fault_cancelled,
  gone: m.fault_gone,
  provider_gone: m.fault_provider_gone,
  internal: m.fault_internal
}

function withStatus(sentence: string, { httpStatus }: Fault, locale: Locale): string {
  return httpStatus === undefined ? sentence : m.fault_with_status({ sentence, status: httpStatus }, { locale })
}

/** Where `message` is what the provider said, and not a cause that the app put into words. */
const SPOKEN: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'provider_error',
  'rate_limit',
  'quota',
  'auth',
  'forbidden',
  'not_found',
  'bad_request',
  'context_length',
  'server_error'
])

/** Where the cause says more than the sentence: an address, a certificate, a field. */
const DETAILED: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'redirect',
  'tls',
  'unreachable',
  'protocol',
  'bad_content_type',
  'keychain_refused',
  'history_not_moved',
  'history_folder_gone',
  'bad_ask',
  'internal'
])

// A cause the app gives when a refused request came without words; the status already says it.
const SAYS_NOTHING_NEW = /^the server answered HTTP \d+/

function inItsWords({ kind, message }: Fault, locale: Locale): string {
  const words = shortened(message)
  if (words === '' || SAYS_NOTHING_NEW.test(words)) return ''
  if (SPOKEN.has(kind)) return m.fault_in_its_words({ words }, { locale })
  return DETAILED.has(kind) ? m.fault_detail({ words }, { locale }) : ''
}

const MAX_WORDS = 240

function shortened(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  const characters = Array.from(line.slice(0, MAX_WORDS * 2 + 2))
  return characters.length <= MAX_WORDS ? line : `${characters.slice(0, MAX_WORDS).join('').trimEnd()}…`
}

function wait({ retryAfterMs }: Fault, locale: Locale): string {
  return retryAfterMs === undefined ? '' : m.fault_wait({ wait: duration(retryAfterMs, locale) }, { locale })
}

function saved(found: BroughtBack | undefined, locale: Locale): string {
  if (!found) return ''
  const { conversations, messages, lost, backupOf, finished } = found
  const [none, number] = [messages === 0 && conversations === 0, new Intl.NumberFormat(locale)]
  const counts = { conversations: number.format(conversations), messages: number.format(messages) }
  const parts = [none ? m.fault_saved_nothing({}, { locale }) : m.fault_saved(counts, { locale })]
  if (backupOf !== null) parts.push(m.fault_saved_from_backup({ day: backupOf }, { locale }))
  if (lost > 0) parts.push(m.fault_saved_lost({ lost: number.format(lost) }, { locale }))
  if (!finished) parts.push(m.fault_saved_in_part({}, { locale }))
  return parts.join(locale === 'en' ? ' ' : '')
}

/** In the largest unit that keeps it exact enough to plan by. */
function duration(ms: number, locale: Locale): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000))
  const [amount, unit] = seconds < 120 ? [seconds, 'second'] : inMinutesOrHours(Math.ceil(seconds / 60))
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

function inMinutesOrHours(minutes: number): [number, string] {
  return minutes < 120 ? [minutes, 'minute'] : [Math.ceil(minutes / 60), 'hour']
}
