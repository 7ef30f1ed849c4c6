/** Counts the tokens of one piece of text. */
export type CountTokens = (text: string) => number

// The o200k splitter works from left to right and never looks back. Behind a letter or a digit and its marks, what is
// none of them nor an apostrophe (as in "it's") always begins a new word; so does a space behind anything that is not
// white space. A mark behind a sign is part of a word of signs, which goes on.
// Text cut there counts as much in two halves as in one.
const BORDER = /(?=[^\p{L}\p{M}\p{N}'\u2019])(?<=[\p{L}\p{N}]\p{M}*)|(?<=\S)(?=[ \t])/gu

/**
 * A longer run without any border, such as base64, is cut: merging its tokens takes time that grows by its square. Each
 * such cut is off by a token or two.
 */
const MAX_RUN_CHARS = 1_000

/** Counts a text that arrives in pieces: the count is that of the whole text, except as `MAX_RUN_CHARS` says. */
export class TextCount {
  #counted = 0
  #open = ''

  constructor(private readonly countTokens: CountTokens) {}

  add(text: string): void {
    const open = this.#open + text
    let from = 0
    for (const to of cuts(open)) {
      this.#counted += this.countTokens(open.slice(from, to))
      from = to
    }
    this.#open = open.slice(from)
  }

  /** All that is certain: without the last word, which may still grow. */
  get count(): number {
    return this.#counted
  }

  /** Counts the last word as well. Text that grows that word afterwards makes the count off by a token. */
  settle(): number {
    const whole = endsInHalf(this.#open, this.#open.length) ? this.#open.length - 1 : this.#open.length
    if (whole > 0) this.#counted += this.countTokens(this.#open.slice(0, whole))
    this.#open = this.#open.slice(whole)
    return this.#counted
  }
}

/** Where to cut: at borders, the last of them included, with at most `MAX_RUN_CHARS` between two cuts. */
function* cuts(text: string): Generator<number> {
  let from = 0
  let border = 0
  for (const match of [...text.matchAll(BORDER), { index: text.length }]) {
    if (match.index - from > MAX_RUN_CHARS && border > from) yield (from = border)
    while (match.index - from > MAX_RUN_CHARS) {
      const to = from + MAX_RUN_CHARS
      yield (from = endsInHalf(text, to) ? to - 1 : to)
    }
    if (match.index < text.length) border = match.index
  }
  if (border > from) yield border
}

/** True when a cut there would part the two halves of one character, the second of which may not be there yet. */
function endsInHalf(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1))
}
