import {
  MOST_RECENT_LANGUAGES,
  type Language,
  type TranslationChange,
  type TranslationChoices
} from '../../shared/domain/translation'
import { cutSource, type SourcePart } from './cut-source'
import { guessLanguage } from './guess-language'
import { partKey } from './translation-prompt'

export interface SheetPart extends SourcePart {
  readonly key: string
}

/** The text that is translated, what is chosen for it, and the parts it is asked in. */
export interface Sheet extends TranslationChoices {
  readonly source: string
  readonly parts: readonly SheetPart[]
}

export function sheetOf(source: string, choices: TranslationChoices): Sheet {
  const { from, to, recent, model } = choices
  const parts = cutSource(source).map((part) => ({ ...part, key: partKey(part.text, { from, to }) }))
  return { source, from, to, recent, model, parts }
}

export function changedSheet(sheet: Sheet, change: TranslationChange): Sheet {
  const { source = sheet.source, from = sheet.from, to = sheet.to, model = sheet.model } = change
  return sheetOf(source, { from, to, model, recent: withRecent(sheet.recent, to) })
}

/** The other way round: what was translated is the source now. A language that is not known is guessed. */
export function swappedSheet(sheet: Sheet, translation: string): Sheet {
  const { from, to, recent, model, source } = sheet
  const back = from || guessLanguage(source) || to
  const other = back === to ? (recent.find((language) => language !== to) ?? (to === 'en' ? 'zh-Hans' : 'en')) : back
  const choices = { from: to, to: other, recent: withRecent(recent, other), model }
  return sheetOf(translation === '' ? source : translation, choices)
}

function withRecent(recent: readonly Language[], to: Language): readonly Language[] {
  return [to, ...recent.filter((language) => language !== to)].slice(0, MOST_RECENT_LANGUAGES)
}
