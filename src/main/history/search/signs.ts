/** Two operators of code side by side, as in `->` or `&&`; brackets, quotes and stops stand together in any prose. */
const OPERATORS = /[-+*/=<>&|!:~^%$#@?\\]{2,}/g
/** Symbols outside ASCII: arrows, currencies, emoji. */
const SYMBOL = /(?![\x00-\x7f])\p{S}/gu
const UNUSUAL = /[^\x00-\x7f]/

/**
 * What is indexed of a folded text beside its words, each once: pairs of operators and symbols, so that `=>` or an
 * emoji is found without a word. A single sign of ASCII says nothing and is not among them.
 */
export function signsOf(folded: string): ReadonlySet<string> {
  const signs = new Set<string>()
  for (const [run] of folded.matchAll(OPERATORS)) for (const pair of pairsOf(run)) signs.add(pair)
  if (UNUSUAL.test(folded)) for (const [symbol] of folded.matchAll(SYMBOL)) signs.add(symbol)
  return signs
}

function pairsOf(run: string): readonly string[] {
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))
}

/** The sign as a token that no text has as a word. */
export function signToken(sign: string): string {
  return `¦${[...sign].map((one) => (one.codePointAt(0) ?? 0).toString(36)).join('_')}`
}
