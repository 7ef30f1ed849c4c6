/** Counts the tokens of one piece of text. */
export type CountTokens = (text: string) => number

// The o200k splitter works from left to right and never looks back. Behind a letter or a digit, what is neither of them
// nor an apostrophe (as in "it's") always begins a new word; so does a space behind anything that is not white space.
// Text cut there counts as much in two halves as in one.
const BORDER = /(?<=[\p{L}\p{M}\p{N}])(?=[^\p{L}\p{M}\p{N}'\u2019])|(?<=\S)(?=[ \t])/gu

/** Text without any border, such as base64 or minified Chinese, is cut here; each such cut is off by a token or two. */
const MAX_OPEN_CHARS = 1_000

/** Counts a text that arrives in pieces: the count is that of the whole text, except as `MAX_OPEN_CHARS` says. */
export class TextCount {
  #counted = 0
  #open = ''

  constructor(private readonly countTokens: CountTokens) {}

  add(text: string): void {
    this.#open += text
    const at = this.#open.length > MAX_OPEN_CHARS ? lastBorder(this.#open) || this.#open.length : lastBorder(this.#open)
    if (at > 0) this.#close(at)
  }

  /** All that is certain: without the last word, which may still grow. */
  get count(): number {
    return this.#counted
  }

  /** Counts the last word as well; more text may follow. */
  settle(): number {
    this.#close(this.#open.length)
    return this.#counted
  }

  #close(at: number): void {
    if (at === 0) return
    const upTo = endsInHalf(this.#open, at) ? at - 1 : at
    this.#counted += this.countTokens(this.#open.slice(0, upTo))
    this.#open = this.#open.slice(upTo)
  }
}

function lastBorder(text: string): number {
  let last = 0
  for (const match of text.matchAll(BORDER)) last = match.index
  return last
}

/** True when a cut there would part the two halves of one character, the second of which may not be there yet. */
function endsInHalf(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1))
}
