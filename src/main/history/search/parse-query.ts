import { foldText } from '../../../shared/find-text'
import { isLexemeAt, isLexemeBefore, isWordBefore, lexemesOf } from '../../../shared/search/lexemes'
import type { Phrase, Term } from '../../../shared/search/phrases'
import { dayStart } from './day-start'
import { FEATURES, NO_FILTERS, type Feature, type Filters, type SearchQuery } from './search-query'
import { signsOf } from './signs'

/** A part of what was typed: a word, or words in quotes; `key` is what stands before its colon. */
interface Part {
  readonly not: boolean
  readonly key: string | null
  readonly text: string
  readonly quoted: boolean
  /** As it was typed, for what turns out to be a plain word. */
  readonly raw: string
  readonly isLast: boolean
}

// Quotes as Chinese keyboards have them do as well; one that is not closed yet reaches to the end.
const PART = /(-?)(?:([a-z]+):)?(?:["“”「]([^"“”」]*)["“”」]?|([^\s"“”「」]+))|([^\s]+)/gu
const PREFIXED = /^(.*)\*$/su
/** A word of one letter begins so many others that it is taken for itself. */
const LEAST_PREFIX = 2

/** Reads what was typed. Nothing is ever wrong with it: what is no filter is a word. Days are those of this machine. */
export function parseQuery(typed: string): SearchQuery {
  const wanted: Phrase[] = []
  const unwanted: Phrase[] = []
  let filters: Filters = NO_FILTERS
  for (const part of partsOf(foldText(typed))) {
    const filtered = withFilter(filters, part)
    if (filtered) {
      filters = filtered
      continue
    }
    const phrase = phraseOf(part)
    if (phrase.length > 0) (part.not ? unwanted : wanted).push(phrase)
  }
  return { wanted, unwanted, filters }
}

function partsOf(folded: string): readonly Part[] {
  return [...folded.matchAll(PART)].map((match) => {
    const [raw, minus = '', key = null, quoted, word = ''] = match
    const isLast = match.index + raw.length === folded.length
    const text = quoted ?? word
    // `->` and `--flag` are words of code; one minus before a word excludes it.
    const not = minus === '-' && (quoted !== undefined || isLexemeAt(raw, 1) || raw.startsWith('-.'))
    return { not, key, text, quoted: quoted !== undefined, raw, isLast }
  })
}

function withFilter(filters: Filters, { key, text, not }: Part): Filters | null {
  if (key === null || text === '') return null
  switch (key) {
    case 'in':
      return not ? null : { ...filters, folder: text }
    case 'from':
      return withRole(filters, text, not)
    case 'model':
      if (not) return { ...filters, notModels: [...filters.notModels, text] }
      return { ...filters, models: [...filters.models, text] }
    case 'has':
      return withFeature(filters, text, not)
    case 'before':
    case 'after':
      return not ? null : withDay(filters, key, text)
    default:
      return null
  }
}

function withRole(filters: Filters, text: string, not: boolean): Filters | null {
  if (text !== 'me' && text !== 'model') return null
  return { ...filters, role: (text === 'me') !== not ? 'user' : 'assistant' }
}

function withFeature(filters: Filters, text: string, not: boolean): Filters | null {
  const feature = FEATURES.find((one): one is Feature => one === text)
  if (!feature) return null
  return not ? { ...filters, lacks: [...filters.lacks, feature] } : { ...filters, has: [...filters.has, feature] }
}

function withDay(filters: Filters, key: 'before' | 'after', text: string): Filters | null {
  const startMs = dayStart(text)
  if (startMs === null) return null
  return key === 'before' ? { ...filters, untilMs: startMs } : { ...filters, fromMs: startMs }
}

function phraseOf({ key, text, quoted, raw, isLast, not }: Part): Phrase {
  if (quoted && key === null) return quotedTerms(text)
  const word = raw.replace(/["“”「」]/gu, '').slice(not ? 1 : 0)
  return [termOf(word, isLast && !not)].filter(isSaying)
}

/** Words in quotes stand as they are written; a star after the last one lets it go on. */
function quotedTerms(text: string): Phrase {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  return words
    .map((word, at) => (at === words.length - 1 ? termOf(word, false) : { text: word, prefix: false }))
    .filter(isSaying)
}

/** `goesOn`: the word may still be being typed. */
function termOf(word: string, goesOn: boolean): Term {
  const starred = PREFIXED.exec(word)?.[1]
  if (starred !== undefined && isLexemeBefore(starred, starred.length)) {
    return { text: starred, prefix: isWordBefore(starred, starred.length) }
  }
  const isLong = [...(lexemesOf(word).at(-1) ?? '')].length >= LEAST_PREFIX
  return { text: word, prefix: goesOn && isLong && isWordBefore(word, word.length) }
}

/** A term of nothing but a comma finds everything and nothing. */
function isSaying({ text }: Term): boolean {
  return lexemesOf(text).length > 0 || signsOf(text).size > 0
}
