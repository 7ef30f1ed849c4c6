import type { Locale } from '../../shared/domain/settings'
import type { Fault } from '../../shared/fault'
import { faultText } from '../../shared/fault-text'
import * as m from '../../shared/messages/messages.js'

/** What happened and what to do about it, where there is no window with settings but a command with options. */
export function askFaultText(fault: Fault, locale: Locale, keyEnv: string | null): string {
  const options = { locale }
  switch (fault.kind) {
    case 'auth':
      return faultText(fault, locale, authSentence(keyEnv, locale))
    case 'timeout_connect':
    case 'timeout_first_byte':
      return faultText(fault, locale, m.fault_ask_timeout_first_byte({}, options))
    case 'timeout_idle':
      return faultText(fault, locale, m.fault_ask_timeout_idle({}, options))
    case 'truncated':
      return faultText(fault, locale, m.fault_ask_truncated({}, options))
    default:
      return faultText(fault, locale)
  }
}

function authSentence(keyEnv: string | null, locale: Locale): string {
  if (keyEnv === null) return m.fault_ask_no_key({}, { locale })
  return m.fault_ask_auth({ variable: keyEnv }, { locale })
}
