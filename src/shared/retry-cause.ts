import type { Locale } from './domain/settings'
import type { Fault } from './fault'
import * as m from './messages/messages.js'

/** Why an answer is asked for again, in a few words. */
export function retryCause({ kind }: Fault, locale: Locale): string {
  const to = { locale }
  switch (kind) {
    case 'rate_limit':
      return m.stats_limited({}, to)
    case 'server_error':
    case 'provider_error':
      return m.stats_troubled({}, to)
    case 'unreachable':
      return m.stats_unreachable({}, to)
    case 'timeout_connect':
    case 'timeout_first_byte':
    case 'timeout_idle':
      return m.stats_silent({}, to)
    case 'html_response':
    case 'bad_content_type':
    case 'protocol':
    case 'empty_response':
    case 'decode':
      return m.stats_no_answer({}, to)
    default:
      return m.stats_lost({}, to)
  }
}
