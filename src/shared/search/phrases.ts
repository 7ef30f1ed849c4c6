import { isGluedAt, isLexemeAt, isWordAt, isWordBefore } from './lexemes'

/** A word as it was asked for, folded, without white space; symbols of code are part of it. */
export interface Term {
  readonly text: string
  /** Whether the word may go on where the term ends. */
  readonly prefix: boolean
}

/** Terms that follow one another with no other word between; one for a plain word. */
export type Phrase = readonly Term[]

/** From, inclusive, and to, exclusive, in UTF-16 units of the folded text. */
export type Place = readonly [from: number, to: number]

/** How far apart, in units, the words of a phrase may stand where only punctuation is between them. */
const MOST_BETWEEN = 64
/** A text is marked this often at most with each phrase. */
const MOST_PLACES = 200

export function hasPhrase(phrase: Phrase, folded: string): boolean {
  return firstPlace(phrase, folded, 0) !== null
}

/** Where the first of these phrases begins in a folded text; null where none stands in it. */
export function firstPlaceOf(phrases: readonly Phrase[], folded: string): number | null {
  const places = phrases.map((phrase) => firstPlace(phrase, folded, 0)?.[0] ?? Infinity)
  const first = Math.min(...places)
  return first === Infinity ? null : first
}

/** Where any of these phrases stands in a folded text, in order, without overlaps. */
export function placesOfPhrases(phrases: readonly Phrase[], folded: string): readonly Place[] {
  const all = phrases.flatMap((phrase) => everyPlace(phrase, folded)).sort((a, b) => a[0] - b[0] || b[1] - a[1])
  let end = 0
  return all.filter(([from, to]) => {
    if (from < end) return false
    end = to
    return true
  })
}

/** Where this phrase stands, in order. */
export function everyPlace(phrase: Phrase, folded: string): readonly Place[] {
  const places: Place[] = []
  for (let place = firstPlace(phrase, folded, 0); place && places.length < MOST_PLACES; ) {
    places.push(place)
    place = firstPlace(phrase, folded, place[1])
  }
  return places
}

function firstPlace([first, ...rest]: Phrase, folded: string, from: number): Place | null {
  if (!first) return null
  for (let at = folded.indexOf(first.text, from); at !== -1; at = folded.indexOf(first.text, at + 1)) {
    if (!stands(first, folded, at)) continue
    const end = endOfRest(rest, folded, at + first.text.length)
    if (end !== null) return [at, end]
  }
  return null
}

function endOfRest(rest: Phrase, folded: string, from: number): number | null {
  let end = from
  for (const term of rest) {
    const at = nextPlace(term, folded, end)
    if (at === null) return null
    end = at + term.text.length
  }
  return end
}

/** Where the term stands behind this place with no lexeme between; null when it does not. */
function nextPlace(term: Term, folded: string, from: number): number | null {
  for (let at = from; at <= from + MOST_BETWEEN && at < folded.length; at++) {
    if (folded.startsWith(term.text, at) && stands(term, folded, at)) return at
    if (isLexemeAt(folded, at)) return null
  }
  return null
}

/** Words are whole where the term has a word's edge; characters of scripts without spaces need none. */
function stands({ text, prefix }: Term, folded: string, at: number): boolean {
  if (isWordAt(text, 0) && isWordBefore(folded, at)) return false
  const end = at + text.length
  if (prefix || !isWordBefore(text, text.length)) return true
  return !isWordAt(folded, end) && !isGluedAt(folded, end)
}
