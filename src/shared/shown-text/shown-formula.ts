import { commonEntities } from './shown-entities'

const SYNTAX = /\\(?:begin|end)\{[^{}]*\}|\\([a-z]+)\*?|\\([%#&{}_])|\\[^]|[{}^_&$~\s]/gi
/** What is drawn as it is called. */
const UPRIGHT: ReadonlySet<string> = new Set(
  'sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp lim max min sup inf det dim gcd arg deg ker Pr'.split(' ')
)

/** Roughly the letters and signs that are drawn of a formula, in the order of its source. */
export function shownFormula(source: string): string {
  return source.replace(SYNTAX, (_, name?: string, sign?: string) => (name === undefined ? (sign ?? '') : symbol(name)))
}

/** Many symbols are called the same in HTML: `\alpha`, `\times`, `\sum`. */
function symbol(name: string): string {
  if (UPRIGHT.has(name)) return name
  const reference = `&${name};`
  const decoded = commonEntities(reference)
  return decoded === reference ? '' : decoded
}
