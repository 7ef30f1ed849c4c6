/** What may stand before a table in the same line: the marks of quotes and list items. */
const WITHIN = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*/
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/
const ROW = /^\|.*[^\s|]/
const BLANK_ROW = /^\|[ \t]*\|[ \t|]*$/
const DELIMITER_BEGUN = /^\|?[\s|:-]*$/
/** From here on indented text is code. */
const CODE_INDENT = 4

/**
 * A text that ends in the head of a table, whose second line is not whole yet, with that line completed: the table is
 * seen from its first cell on. Null when it ends in no such lines.
 */
export function healTableHead(text: string): string | null {
  const lines = text.split('\n', -1)
  const end = lines.length - 1
  const last = lines[end] ?? ''
  const isHead = ROW.test(withoutMarks(last)) && !isDelimiter(last) && !isCode(lines, end)
  if (isHead && !isRow(lines, end - 1)) return withDelimiter(text.slice(0, text.length - last.length), last)
  const head = lines[end - 1] ?? ''
  const before = text.slice(0, text.length - last.length - head.length - 1)
  if (!DELIMITER_BEGUN.test(withoutMarks(last)) || isDelimiter(head)) return null
  const begun = isRow(lines, end - 1) ? !isRow(lines, end - 2) : isDelimiter(last) && last.includes('|') && isBareHead(lines, end - 1)
  return begun ? withDelimiter(before, head) : null
}

/** A head without borders at its sides is only known by the line after it. */
function isBareHead(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').includes('|') && !(lines[at - 1] ?? '').includes('|')
}

function isDelimiter(line: string): boolean {
  return line.includes('-') && DELIMITER_BEGUN.test(withoutMarks(line))
}

function isRow(lines: readonly string[], at: number): boolean {
  const row = withoutMarks(lines[at] ?? '')
  return (ROW.test(row) || BLANK_ROW.test(row)) && !isCode(lines, at)
}

function withoutMarks(line: string): string {
  return line.slice(marksOf(line).length)
}

function marksOf(line: string): string {
  return WITHIN.exec(line)?.[0] ?? ''
}

/** Indented as code is, and not by the list item that it stands in. */
function isCode(lines: readonly string[], at: number): boolean {
  const indent = indentOf(lines[at] ?? '')
  if (indent < CODE_INDENT) return false
  const outer = lines.slice(0, at).filter((line) => (ITEM.test(line) ? indentOf(line) < indent : /^\S/.test(line))).at(-1)
  const inside = ITEM.exec(outer ?? '')?.[0].length ?? -CODE_INDENT
  return indent < inside || indent - inside >= CODE_INDENT
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function withDelimiter(before: string, head: string): string {
  const closed = /(?<!\\)\|\s*$/.test(head) ? head : `${head.replace(/\\$/, '')} |`
  const cells = withoutMarks(closed).trim().replace(/\\\|/g, '').replace(/^\||\|$/g, '')
  const within = marksOf(closed).replace(/[^\s>]/g, ' ')
  return `${before}${closed}\n${within}|${'---|'.repeat(cells.split('|').length)}`
}
