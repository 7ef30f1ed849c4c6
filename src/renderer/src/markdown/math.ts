import type { TokenizerExtension, Tokens } from 'marked'

/** A formula; `closed` is false while its end is not written. */
export interface MathToken extends Tokens.Generic {
  readonly type: 'math'
  readonly tex: string
  readonly display: boolean
  readonly closed: boolean
}

/**
 * Stands before the end of a formula that was closed to show it unfinished. No text holds it: CommonMark replaces it
 * (section 2.3).
 */
export const UNFINISHED = '\0'

const IN_LINE =
  /^(?:\$\$((?:\\[\s\S]|[^\\$])+?)\$\$|\$(?=[^\s$])((?:\\[\s\S]|[^\\$])*?(?:\\.|[^\\$\s]))\$(?![\d$])|\\\(((?:(?!\\[()])[\s\S])+?)\\\)|\\\[((?:(?!\\[[\]])[\s\S])+?)\\\])/
const OF_ITS_OWN = /^ {0,3}(?:\$\$((?:(?!\n[ \t]*\n)(?:\\[\s\S]|[^\\$]))+?)\$\$|\\\[((?:(?!\n[ \t]*\n|\\\[)[\s\S])+?)\\\])[ \t]*(?:\n+|$)/
const OWN_LINE = /\n(?= {0,3}(?:\$\$|\\\[))/g
const BLANK_LINE = /\n[ \t]*\n/
/** "$5 and 6$": an amount and words. */
const MONEY = /^\d[\d.,]*\s+\p{L}{2,}/u
/** Not after a letter or a digit: "US$5". */
const IN_WORD = /[\p{L}\p{N}$]$/u
const START = /\$|\\[([]/

/** Whether a text may hold formulas at all; most do not, and are read without looking for them. */
export function mayHoldMath(text: string): boolean {
  return START.test(text)
}

/** The formula that `text` begins with; null when there is none. `before` is what stands in front of it. */
export function mathAt(text: string, before: string): MathToken | null {
  const match = IN_LINE.exec(text)
  if (!match) return null
  const [raw, twoDollars, oneDollar, round, square] = match
  const tex = twoDollars ?? oneDollar ?? round ?? square ?? ''
  // CommonMark reads `\[` as a bracket: what holds no letter and no digit is no formula.
  if (!/[\p{L}\p{N}]/u.test(tex) || (oneDollar !== undefined && (MONEY.test(tex) || IN_WORD.test(before)))) return null
  return mathToken(raw, tex, twoDollars !== undefined || square !== undefined)
}

function mathToken(raw: string, tex: string, display: boolean): MathToken {
  const closed = !tex.endsWith(UNFINISHED)
  return { type: 'math', raw, tex: (closed ? tex : tex.slice(0, -1)).trim(), display, closed }
}

export const mathInLine: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  start: (text) => {
    const at = text.search(START)
    return at === -1 ? undefined : at
  },
  tokenizer: (text, tokens) => {
    const first = text.charCodeAt(0)
    return first === 36 || first === 92 ? (mathAt(text, tokens.at(-1)?.raw ?? '') ?? undefined) : undefined
  }
}

export const mathOfItsOwn: TokenizerExtension = {
  name: 'mathBlock',
  level: 'block',
  start: (text) => {
    // A paragraph ends at a blank line by itself: what comes after that is not looked at for each of them again.
    const end = text.search(BLANK_LINE)
    const paragraph = end === -1 ? text : text.slice(0, end)
    for (const { index } of paragraph.matchAll(OWN_LINE)) if (OF_ITS_OWN.test(text.slice(index + 1))) return index + 1
    return undefined
  },
  tokenizer: (text) => {
    const match = OF_ITS_OWN.exec(text)
    const tex = match?.[1] ?? match?.[2] ?? ''
    return match && tex.trim() !== '' ? mathToken(match[0], tex, true) : undefined
  }
}

/** The same text with its formulas as letters: their `*` and `_` are not emphasis. */
export function maskMath(text: string): string {
  if (!mayHoldMath(text)) return text
  let masked = ''
  for (let at = 0; at < text.length; ) {
    const math = START.test(text[at] ?? '') || text[at] === '\\' ? mathAt(text.slice(at), text.slice(Math.max(0, at - 1), at)) : null
    const length = math?.raw.length ?? (text[at] === '\\' ? 2 : 1)
    masked += math ? 'a'.repeat(length) : text.slice(at, at + length)
    at += length
  }
  return masked
}
