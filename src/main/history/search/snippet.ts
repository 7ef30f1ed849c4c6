import { foldText, foldWithPlaces } from '../../../shared/find-text'
import type { FoundText } from '../../../shared/ipc/calls'
import { placesOfPhrases, type Phrase, type Place } from '../../../shared/search/phrases'

/** In UTF-16 units of the text: a line before what is found, and a few lines after it. */
const BEFORE = 40
const LENGTH = 200
/** A word that is cut in two is left out, unless it is longer than this. */
const LONGEST_CUT = 16
/** What may fold to another length. */
const UNUSUAL = /[^\x20-\x7e\u3400-\u9fff]/gu
/** How much of the text is folded at once on the way to what is found. */
const STRIDE = 512

/** The part of a message around the first place that was found, on one line, with every place in it marked. */
export function snippetOf(text: string, phrases: readonly Phrase[]): FoundText {
  const first = placesOfPhrases(phrases, foldText(text))[0]
  const at = first ? unfolded(text, first[0]) : 0
  const start = wordStart(text, Math.max(0, at - BEFORE), at)
  const end = wordEnd(text, Math.min(text.length, start + LENGTH))
  const shown = text.slice(start, end).replace(/\s/gu, ' ')
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : '']
  const marks = marksIn(shown, phrases).map(([from, to]): Place => [from + before.length, to + before.length])
  return { text: before + shown + after, marks }
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

/** Null where every character stands where it stood: most texts fold unit by unit. */
function placed(text: string): { folded: string; places: readonly number[] | null } {
  const isShifted = (text.match(UNUSUAL) ?? []).some((one) => foldText(one).length !== one.length)
  return isShifted ? foldWithPlaces(text) : { folded: foldText(text), places: null }
}

/** The place in the text that a place of the folded text comes from, without folding it all one by one. */
function unfolded(text: string, place: number): number {
  let [from, folded] = [0, 0]
  while (from < text.length) {
    const end = pairStart(text, Math.min(text.length, from + STRIDE))
    const part = text.slice(from, end)
    const length = foldText(part).length
    if (folded + length > place) return from + (foldWithPlaces(part).places[place - folded] ?? 0)
    folded += length
    from = end
  }
  return text.length
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
