import { openFence, reopenedFence } from './seam-fence'
import { openingLengths } from './seam-opening'

/** What of a continuation goes into the answer. */
export interface SeamJoin {
  /** What the continuation repeated, its opening phrase or second code fence included; taken away. */
  readonly trimmed: string
  readonly rest: string
}

/** How far back a continuation is expected to repeat, in UTF-16 units. */
export const SEAM_WINDOW_CHARS = 2_000

/** A shorter repetition may be chance: a second `}`, a repeated table row, a refrain. White space does not count. */
const MIN_OVERLAP_CHARS = 12

/** Joins the text so far with what the next attempt sent. Pure; `partial + rest` is the answer. */
export function joinSeam(partial: string, continuation: string): SeamJoin {
  return seamAfter(partial).join(continuation)
}

/** The seam at the end of a text; what depends on the text alone is looked up once. */
export interface SeamAfter {
  join(continuation: string): SeamJoin
  /**
   * True while the continuation only repeats what is already there, so that its first new character has not come yet
   * and no join can be right.
   */
  stillRepeats(continuation: string): boolean
}

export function seamAfter(partial: string): SeamAfter {
  const tail = tailOf(partial)
  const fence = openFence(partial)
  const starts = (continuation: string): readonly number[] =>
    startsOf(continuation, reopenedFence(fence, partial, continuation, true))
  return {
    join(continuation) {
      const length =
        overlapEnd(partial, tail, continuation, starts(continuation)) ?? reopenedFence(fence, partial, continuation)
      return { trimmed: continuation.slice(0, length), rest: continuation.slice(length) }
    },
    stillRepeats(continuation) {
      return starts(continuation).some((start) => {
        const repeated = continuation.slice(start)
        return solidLength(repeated) >= MIN_OVERLAP_CHARS && tail.includes(repeated)
      })
    }
  }
}

/** Where the repetition ends in the continuation; null when there is none. */
function overlapEnd(partial: string, tail: string, continuation: string, starts: readonly number[]): number | null {
  let best: { length: number; end: number } | null = null
  for (const start of starts) {
    const length = longestOverlap(tail, continuation.slice(start))
    if (length <= (best?.length ?? 0)) continue
    const overlap = tail.slice(tail.length - length)
    if (solidLength(overlap) < MIN_OVERLAP_CHARS) continue
    if (alreadyRepeats(partial, overlap)) return null
    best = { length, end: start + length }
  }
  return best?.end ?? null
}

/** Where a repetition may begin: at once, after white space, or after an opening phrase or fence. */
function startsOf(continuation: string, fenceLength: number): readonly number[] {
  const starts = [0, ...openingLengths(continuation), fenceLength]
  const afterSpace = starts.map((start) => start + leadingSpace(continuation.slice(start, start + SEAM_WINDOW_CHARS)))
  return [...new Set([...starts, ...afterSpace])]
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The end of the text so far, not beginning inside a character. */
function tailOf(partial: string): string {
  const tail = partial.slice(-SEAM_WINDOW_CHARS)
  if (tail.length === partial.length) return tail
  const [, second] = graphemes.segment(tail)
  // The first character may have been cut; it is left out.
  return tail.slice(second?.index ?? 0)
}

function solidLength(text: string): number {
  return text.replace(/\s+/g, '').length
}

/** The length of the longest suffix of `text` that is a prefix of `next`, by the method of Knuth, Morris and Pratt. */
function longestOverlap(text: string, next: string): number {
  const pattern = next.slice(0, text.length)
  const borders = bordersOf(pattern)
  let matched = 0
  for (let at = 0; at < text.length; at++) {
    if (matched === pattern.length) matched = borders[matched - 1] ?? 0
    while (matched > 0 && text[at] !== pattern[matched]) matched = borders[matched - 1] ?? 0
    if (text[at] === pattern[matched]) matched++
  }
  return matched
}

function bordersOf(pattern: string): readonly number[] {
  const borders = pattern === '' ? [] : [0]
  let length = 0
  for (let at = 1; at < pattern.length; at++) {
    while (length > 0 && pattern[at] !== pattern[length]) length = borders[length - 1] ?? 0
    if (pattern[at] === pattern[length]) length++
    borders.push(length)
  }
  return borders
}

/**
 * Whether the text so far has the same words once more just before its end: then the continuation may well go on with
 * the pattern, and nothing of it is taken for a repetition. Pieces of a pattern shorter than the overlap count too: in
 * "ha ha ha ha" the last three also stand one "ha" earlier.
 */
function alreadyRepeats(partial: string, overlap: string): boolean {
  const end = partial.slice(-3 * overlap.length - MAX_GAP_CHARS)
  const again = end.slice(0, -1).lastIndexOf(overlap)
  if (again >= 0 && again + 2 * overlap.length >= end.length) return true
  const before = end.slice(0, end.length - overlap.length).trimEnd()
  return before.endsWith(overlap.trim())
}

/** White space between two stanzas. */
const MAX_GAP_CHARS = 16
