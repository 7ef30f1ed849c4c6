/** `x_1`, `H_2O`, `x_{max}`, and no name of several words. */
const SUBSCRIPT = String.raw`_(?:$|[{\\\d]|[a-zA-Z](?![a-zA-Z]))`
/** Letters that stand behind an amount of money: thousands, millions, billions. */
const COEFFICIENT = String.raw`\d+(?![kKmMbBtT])[a-zA-Z](?![a-zA-Z])`

/**
 * What formulas begin with behind a dollar sign, each read up to the end of the text: of an amount of money, the name
 * of a variable or a path more is asked, for these are what most lone dollar signs are.
 */
const BEGINNINGS = [
  /^(?:$|\\|[a-zA-Z]{1,3}$|[a-zA-Z] $|[\p{Script=Greek}\u2200-\u22ff])/u,
  new RegExp(String.raw`^[a-zA-Z]['\u2032]*(?:\s*[-+*/=<>^|(,\\:!]|${SUBSCRIPT}|$)`),
  new RegExp(String.raw`^(?:[a-zA-Z]{2,3}(?:\s*[+=<>^\\]|${SUBSCRIPT})|d[a-z]\/d)`),
  /^[-+([|]\s*(?:-?\d*[a-zA-Z]{0,2} ?$|\\)/,
  /^[([|]\s*-?(?:\d+[a-zA-Z]?|[a-zA-Z])\s*[-+*/=<>^_,|)\](\\]/,
  /^\([a-zA-Z]{2}\)(?:$|\s*[\^=])/,
  new RegExp(String.raw`^[-+]\s*(?:${COEFFICIENT}|[a-zA-Z](?![a-zA-Z]))`),
  /^\d[\d.,]*\s*\\[a-zA-Z]/,
  /^\d[^\s$]*[\\^{}]/,
  new RegExp(String.raw`^${COEFFICIENT}(?:$|\s*[-+*/=<>^_(\\])`)
]
/** Words after one another, or Chinese: no formula has them outside of its braces. */
const PROSE = /(?<!\p{L})\p{L}{3,}\s{1,9}\p{L}{2}|\p{Script=Han}{4}/u
/** In UTF-16 units. What is longer and has no end yet is no formula in a line; each read would go through all of it. */
const LONGEST = 1_000
const INNERMOST = /\{[^{}]*\}/g

/** Whether `rest`, which follows a dollar sign that has no partner yet, is a formula that is being written. */
export function isFormulaBegun(rest: string): boolean {
  if (rest.length > LONGEST || rest.replace(/\\./g, '').includes('$')) return false
  return BEGINNINGS.some((beginning) => beginning.test(rest)) && !PROSE.test(withoutArguments(rest))
}

/** Without the names of commands and what stands in braces, also in those that are open. */
function withoutArguments(tex: string): string {
  let left = tex.replace(/\\(?:[a-zA-Z]+|.)/g, ' ')
  for (let before = ''; before !== left; ) {
    before = left
    left = left.replace(INNERMOST, ' ')
  }
  return left.replace(/\{[^]*$/, '')
}
