import type { Language } from '../../shared/domain/translation'

/** Languages that have a script nearly to themselves; the first that has a tenth of the letters is it. */
const SCRIPTS: readonly (readonly [RegExp, Language])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh-Hans'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi']
]

/** As many characters tell as much as all. */
const LOOKED_AT = 2_000

/** The language a text is likely in, by its script alone; null where many share one, as the Latin. */
export function guessLanguage(text: string): Language | null {
  const start = text.slice(0, LOOKED_AT)
  const letters = start.match(/\p{L}/gu)?.length ?? 0
  const found = SCRIPTS.find(([script]) => (start.match(script)?.length ?? 0) * 10 > letters)
  return found?.[1] ?? null
}
