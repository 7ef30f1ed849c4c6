/** Scripts written without spaces: every character is a lexeme of its own. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー'
/** Letters, marks, digits and the underscore; the selectors of emoji are marks too, but belong to no word. */
const WORD = `(?![${UNSPACED}\\ufe00-\\ufe0f])[\\p{L}\\p{M}\\p{N}_]`

const UNSPACED_ONE = new RegExp(`^[${UNSPACED}]$`, 'u')
const WORD_ONE = new RegExp(`^${WORD}$`, 'u')
const LEXEME = new RegExp(`(?:${WORD})+(?:\\+\\+|#)?|[${UNSPACED}]`, 'gu')

/** What a UTF-16 unit is; the first half of a pair has to be looked at with the second. */
const KIND = { unknown: 0, none: 1, word: 2, unspaced: 3, half: 4 } as const

/**
 * The lexemes of a folded text. A lexeme is a word with the `++` or `#` that ends it (`c++` is not `c`), or one
 * character of a script written without spaces.
 */
export function lexemesOf(folded: string): string[] {
  return [...folded.matchAll(LEXEME)].map(([lexeme]) => lexeme)
}

/** Whether a word, or a part of one, stands at this place of a folded text. */
export function isWordAt(folded: string, at: number): boolean {
  return kindAt(folded, at) === KIND.word
}

/** The same of what ends at this place. */
export function isWordBefore(folded: string, at: number): boolean {
  return isWordAt(folded, before(folded, at))
}

/** Whether a character of a script without spaces stands at this place. */
export function isUnspacedAt(folded: string, at: number): boolean {
  return kindAt(folded, at) === KIND.unspaced
}

/** Whether a lexeme, or a part of one, stands at this place. */
export function isLexemeAt(folded: string, at: number): boolean {
  return kindAt(folded, at) !== KIND.none
}

export function isLexemeBefore(folded: string, at: number): boolean {
  return isLexemeAt(folded, before(folded, at))
}

/** Whether the word that ends here goes on with what makes it another word. */
export function isGluedAt(folded: string, at: number): boolean {
  return folded.charAt(at) === '#' || folded.startsWith('++', at)
}

/** Where the character begins that ends at this place. */
function before(text: string, at: number): number {
  const isPair = isSecondHalf(text.charCodeAt(at - 1)) && isHalf(text.charCodeAt(at - 2))
  return at - (isPair ? 2 : 1)
}

/** Of each unit that was met: to find out about all of them held up the first search by 20 ms and more. */
const kinds = new Uint8Array(0x1_0000)

function kindAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return KIND.none
  const unit = text.charCodeAt(at)
  const kind = kinds[unit] || firstLook(unit)
  return kind === KIND.half ? kindOf(String.fromCodePoint(text.codePointAt(at) ?? 0)) : kind
}

function firstLook(unit: number): number {
  const kind = isHalf(unit) ? KIND.half : kindOf(String.fromCharCode(unit))
  kinds[unit] = kind
  return kind
}

function kindOf(character: string): number {
  if (UNSPACED_ONE.test(character)) return KIND.unspaced
  return WORD_ONE.test(character) ? KIND.word : KIND.none
}

/** Whether this unit is the first of a pair. */
export function isHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
