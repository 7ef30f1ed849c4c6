import type { Locale, Settings } from '../../shared/domain/settings'
import type { Fault } from '../../shared/fault'
import { faultText } from '../../shared/fault-text'
import { overwriteGetLocale } from '../../shared/messages/runtime.js'

/** Every word a person reads: `m.room_key()`. Messages are read at render time, so another language renders anew. */
export { m } from '../../shared/messages/messages.js'

let shown: Locale = 'en'
overwriteGetLocale(() => shown)

/** The locale that messages come in now. */
export function shownLocale(): Locale {
  return shown
}

/** Makes messages come in `locale` from here on; the caller renders what is on the screen anew. */
export function showLocale(locale: Locale): void {
  shown = locale
}

/** The locale the setting asks for on a system of this language. */
export function wantedLocale(language: Settings['language'], systemLocale: Locale): Locale {
  return language === 'system' ? systemLocale : language
}

/** A fault as a sentence with a next step. */
export function sentenceOf(fault: Fault): string {
  return faultText(fault, shown)
}
