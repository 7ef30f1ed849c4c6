import { foldsInPlace, foldText, foldWithPlaces } from '../../../shared/find-text'
import type { FoundText } from '../../../shared/ipc/search-calls'
import { firstPlaceOf, placesOfPhrases, type Phrase, type Place } from '../../../shared/search/phrases'
import { plainSnippet } from './plain-snippet'

/** In UTF-16 units of the text: a line before what is found, and a few lines after it. */
const BEFORE = 40
const LENGTH = 200
/** A word that is cut in two is left out, unless it is longer than this. */
const LONGEST_CUT = 16
/** A row of a table that is longer than this is not known to be one in its middle. */
const LONGEST_ROW = 2_000
/** How much of the text is folded at once on the way to what is found, and at last one by one. */
const STRIDES = [512, 32] as const

/** The part of a message around the first place that was found, on one plain line, with every place in it marked. */
export function snippetOf(text: string, phrases: readonly Phrase[], folded = foldText(text)): FoundText {
  const first = firstPlaceOf(phrases, folded)
  const inPlace = foldsInPlace(text)
  const at = first === null || inPlace ? (first ?? 0) : unfolded(text, first)
  const start = wordStart(text, Math.max(0, at - BEFORE), at)
  const end = wordEnd(text, Math.min(text.length, start + LENGTH))
  const cut = text.slice(start, end)
  const inLine = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - LONGEST_ROW), end)
  const found = inPlace ? placesOfPhrases(phrases, folded.slice(start, end)) : marksIn(cut, phrases)
  const shown = plainSnippet(cut, found, /^[ \t]*\|/.test(inLine))
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : '']
  const marks = shown.marks.map(([from, to]): Place => [from + before.length, to + before.length])
  return { text: before + shown.text + after, marks }
}

/** A short text in whole. */
export function markedText(text: string, phrases: readonly Phrase[]): FoundText {
  return { text, marks: marksIn(text, phrases) }
}

function marksIn(text: string, phrases: readonly Phrase[]): readonly Place[] {
  const { folded, places } = placed(text)
  const at = (place: number): number => places === null ? place : (places[place] ?? text.length)
  return placesOfPhrases(phrases, folded).map(([from, to]) => [at(from), at(to)])
}

/** Null where every character stands where it stood. */
function placed(text: string): { folded: string; places: readonly number[] | null } {
  return foldsInPlace(text) ? { folded: foldText(text), places: null } : foldWithPlaces(text)
}

/** The place in the text that a place of the folded text comes from, without folding it all one by one. */
function unfolded(text: string, place: number): number {
  if (foldsInPlace(text.slice(0, place))) return place
  let [from, folded] = [0, 0]
  for (const stride of STRIDES) {
    while (from < text.length) {
      const end = pairStart(text, Math.min(text.length, from + stride))
      const length = foldText(text.slice(from, end)).length
      if (folded + length > place) break
      folded += length
      from = end
    }
  }
  const [, last] = STRIDES
  return from + (foldWithPlaces(text.slice(from, pairStart(text, from + last))).places[place - folded] ?? 0)
}

/** Never between the halves of a pair. */
function pairStart(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at
}

function wordStart(text: string, from: number, at: number): number {
  if (from === 0) return 0
  const space = text.slice(from, Math.min(at, from + LONGEST_CUT)).search(/\s/u)
  return space === -1 ? pairStart(text, from) : from + space + 1
}

function wordEnd(text: string, to: number): number {
  if (to === text.length) return to
  const tail = text.slice(to - LONGEST_CUT, to)
  const space = /\s\S*$/u.exec(tail)
  return space ? to - LONGEST_CUT + space.index : pairStart(text, to)
}
