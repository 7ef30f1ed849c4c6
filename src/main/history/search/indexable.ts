import { isHalf, isUnspacedAt, isWordAt, lexemesOf } from '../../../shared/search/lexemes'

const UNUSUAL = /[^\x00-\x7f]|\+\+|#/

/** What a word keeps of `++` and `#` in the index; folding leaves neither of them in a text. */
const PLUS_PLUS = '⁺'
const SHARP = '＃'

const PLUS = 0x2b
const HASH = 0x23
const SPACE = 0x20

/** A folded text as the index's tokenizer reads it: its lexemes with something else between. */
export function indexable(folded: string): string {
  return UNUSUAL.test(folded) ? spacedApart(folded) : folded
}

/** The tokens that the index has of a folded text. */
export function tokensOf(folded: string): string[] {
  return lexemesOf(folded).map((lexeme) => lexeme.replace(/\+\+$/, PLUS_PLUS).replace(/#$/, SHARP))
}

/** The token with one plus more than this one, of a word that has one. */
export function withPlus(token: string): string {
  return `${token}${PLUS_PLUS}`
}

/** Grows to three units for one of the longest text so far; a list of pieces would cost many times that. */
let units = new Uint16Array(16_384)

function spacedApart(folded: string): string {
  if (units.length < 3 * folded.length) units = new Uint16Array(3 * folded.length)
  let end = 0
  let afterWord = false
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charCodeAt(at)
    const isWord = isWordAt(folded, at)
    if (isWord || isUnspacedAt(folded, at)) {
      if (!isWord) units[end++] = SPACE
      units[end++] = unit
      if (isHalf(unit)) units[end++] = folded.charCodeAt(++at)
      if (!isWord) units[end++] = SPACE
    } else if (afterWord && unit === HASH) {
      end = putGlue(SHARP, end)
    } else if (afterWord && unit === PLUS && folded.charCodeAt(at + 1) === PLUS) {
      end = putGlue(PLUS_PLUS, end)
      at++
    } else units[end++] = unit < 0x80 ? unit : SPACE
    afterWord = isWord
  }
  return Buffer.from(units.buffer, 0, 2 * end).toString('utf16le')
}

function putGlue(glue: string, end: number): number {
  units[end] = glue.charCodeAt(0)
  units[end + 1] = SPACE
  return end + 2
}
