import { endsInFence } from './fence'
import { healTableHead } from './heal-table'
import { UNFINISHED } from './math'

/** A last line that is all markup so far: what it will be is not known yet, so it is not shown yet. */
const ONLY_MARKUP =
  /^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*(?:[-*+]|\d{1,9}[.)]?|#{1,6}|>|`{1,2}|~{1,2}|=+|[-*_](?:\s*[-*_])+|\|(?:\s*\|)*|[-*+]\s+\[[ xX]?\]?|\[[ xX]?\]?)?\s*$/
/** A fence whose line is still being written: its language would change with every letter. */
const FENCE_BEGUN = /^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+|>\s?)*(?:`{3,}[^`]*|~{3,}.*)$/
/** A footnote whose text has not begun, or the mention of one at the start of a line. */
const NOTE_BEGUN = /^ {0,3}\[(?:\^(?:[^\]\s]*(?:\]:?)?)?)?\s*$/
/** The address of a link that is named in the text: nothing of it is ever shown. */
const ADDRESS_BEGUN = /^ {0,3}\[(?!\^)[^\]]+\]:\s*\S*(?:\s+(?:"[^"]*"?|'[^']*'?|\([^)]*\)?))?\s*$/
/** A formula on lines of its own that has no end yet: what opens it, and what is in it so far. */
const FORMULA_BEGUN =
  /(?:^|\n)[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(\$\$|\\\[)((?:(?!\n[ \t]*\n|\$\$|\\\])[\s\S])*)$/
/** A longer last line is shown as it is, whatever it holds: a model that loops writes blanks without end. */
const LONGEST_HIDDEN = 2_000
const CLOSING_BEGUN = /^\s*(?:`+|~+)\s*$/

/**
 * The unfinished end of an answer as it can be shown now: a last line that is still only markup is left out, and a
 * table whose second line has not come yet is completed. The text itself stays as it is.
 */
export function healTail(text: string): string {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1)
  const before = text.slice(0, text.length - lastLine.length)
  if (endsInFence(text)) return CLOSING_BEGUN.test(lastLine) ? before : text
  const healed = healTableHead(text) ?? healFormula(text)
  if (healed !== null) return healed
  return isOnlyMarkup(lastLine) ? before : text
}

function isOnlyMarkup(line: string): boolean {
  if (line === '' || line.length > LONGEST_HIDDEN) return false
  return [ONLY_MARKUP, FENCE_BEGUN, NOTE_BEGUN, ADDRESS_BEGUN].some((begun) => begun.test(line))
}

/** Null when the text does not end in a formula on lines of its own. */
function healFormula(text: string): string | null {
  const [all, opening = '', tex = ''] = FORMULA_BEGUN.exec(text) ?? []
  if (all === undefined) return null
  const inside = tex.replace(/[$\\]$/, '')
  const before = text.slice(0, text.length - opening.length - tex.length)
  if (inside.trim() === '') return before.replace(/[^\n]*$/, '')
  return `${before}${opening}${inside}${UNFINISHED}${opening === '$$' ? '$$' : '\\]'}`
}
