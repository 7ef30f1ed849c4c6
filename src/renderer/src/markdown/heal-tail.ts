import { endsInFence } from './fence'

/** A last line that is all markup so far: what it will be is not known yet, so it is not shown yet. */
const ONLY_MARKUP =
  /^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*(?:[-*+]|\d{1,9}[.)]?|#{1,6}|>|`{1,2}|~{1,2}|=+|[-*_](?:\s*[-*_])+|\||[-*+]\s+\[[ xX]?\]?|\[[ xX]?\]?)?\s*$/
/** A fence whose line is still being written: its language would change with every letter. */
const FENCE_BEGUN = /^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+|>\s?)*(?:`{3,}[^`]*|~{3,}.*)$/
const CLOSING_BEGUN = /^\s*(?:`+|~+)\s*$/
const DELIMITER_BEGUN = /^\s*\|?[\s|:-]*$/

/**
 * The unfinished end of an answer as it can be shown now: a last line that is still only markup is left out, and a
 * table whose second line has not come yet is completed. The text itself stays as it is.
 */
export function healTail(text: string): string {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1)
  const before = text.slice(0, text.length - lastLine.length)
  if (endsInFence(text)) return CLOSING_BEGUN.test(lastLine) ? before : text
  const table = healTableHead(text)
  if (table !== null) return table
  const hidden = lastLine !== '' && (ONLY_MARKUP.test(lastLine) || FENCE_BEGUN.test(lastLine))
  return hidden ? before : text
}

/** Null when the text does not end in the first lines of a table. */
function healTableHead(text: string): string | null {
  const lines = text.split('\n', -1)
  const last = lines.at(-1) ?? ''
  if (isTableRow(last) && !isTableRow(lines.at(-2) ?? '')) return withDelimiter(text.slice(0, -last.length), last)
  const head = lines.at(-2) ?? ''
  const begun = isTableRow(head) && !isTableRow(lines.at(-3) ?? '') && DELIMITER_BEGUN.test(last)
  return begun ? withDelimiter(text.slice(0, text.length - last.length - head.length - 1), head) : null
}

function isTableRow(line: string): boolean {
  return /^ {0,3}\|\s*[^\s|]/.test(line)
}

function withDelimiter(before: string, head: string): string {
  const closed = /(?<!\\)\|\s*$/.test(head) ? head : `${head.replace(/\\$/, '')} |`
  const columns = closed.trim().replace(/\\\|/g, '').split('|').length - 2
  return `${before}${closed}\n|${'---|'.repeat(Math.max(1, columns))}`
}
