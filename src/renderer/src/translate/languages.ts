import { MOST_LANGUAGE_LENGTH, type Language } from '../../../shared/domain/translation'

/** Offered by name; any other is typed. */
const TAGS: readonly Language[] = [
  'en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'es', 'fr', 'de', 'pt', 'it', 'ru', 'ar', 'hi', 'bn', 'id', 'tr', 'vi', 'th',
  'pl', 'uk', 'nl', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'bg', 'el', 'he', 'fa', 'ur', 'ms', 'ta', 'sw', 'la'
]

/** How a language is called in the language of the window; what was typed is called so. */
export function languageName(language: Language, locale: string): string {
  if (!TAGS.includes(language)) return language
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language
}

/** The languages to choose from: those used last first, then all by name. */
export function languageNames(recent: readonly Language[], locale: string): readonly string[] {
  const all = TAGS.map((tag) => languageName(tag, locale)).sort((a, b) => a.localeCompare(b, locale))
  return [...new Set([...recent.map((language) => languageName(language, locale)), ...all])]
}

/** What was picked or typed: the tag of a name, in the window's language or in its own, else the words themselves. */
export function languageOf(name: string, locale: string): Language {
  const wanted = name.trim().toLowerCase()
  const isMeant = (tag: Language): boolean =>
    [languageName(tag, locale), languageName(tag, 'en'), languageName(tag, tag), tag].some((one) => one.toLowerCase() === wanted)
  return TAGS.find(isMeant) ?? name.trim().slice(0, MOST_LANGUAGE_LENGTH)
}
