import type { RetryScheduled } from '../../shared/domain/run'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'
import { retryCause } from '../../shared/retry-cause'

/** What goes on between two attempts, in the words of the window's strip. */
export function retryLine(retry: RetryScheduled, locale: Locale): string {
  const to = { locale }
  const cause = retryCause(retry.fault, locale)
  const attempt = m.stats_attempt_of({ attempt: retry.attempt, of: retry.of }, to)
  return `${cause} · ${what(retry, locale)} · ${attempt}`
}

function what(retry: RetryScheduled, locale: Locale): string {
  if (retry.atMs === null) return m.stats_offline({}, { locale })
  const time = `${Math.ceil(retry.waitMs / 1_000)} s`
  return retry.way === 'continue' ? m.stats_resuming({ time }, { locale }) : m.stats_repeating({ time }, { locale })
}
