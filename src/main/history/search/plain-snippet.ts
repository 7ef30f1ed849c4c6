import type { FoundText } from '../../../shared/ipc/search-calls'
import type { Place } from '../../../shared/search/phrases'

/** What is left out together or not at all. */
type Sign = readonly Edit[]

interface Edit {
  readonly from: number
  readonly to: number
  readonly by: string
}

// One line each, by which the marks of Markdown are known without reading the message from its beginning: what looks
// like one and is not, in a piece of code, loses a sign that says little. Group 1, where there is one, stays.
const TABLE_RULE = /^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$/
const FENCE = /^[ \t]*(?:`{3,}|~{3,})[\w+#.-]*[ \t]*$/
const HEADS = /^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+)/
/** What is looked for only where there is what it cannot do without. */
const AROUND_WORDS = [
  { has: '](', pattern: /!?\[([^\]\n]*)\]\([^)\s]*\)/g },
  { has: '**', pattern: /(?<![\w*])\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?![\w*])/g },
  { has: '`', pattern: /(?<!`)`([^`\n]+)`(?!`)/g }
]

/** No mark of Markdown can do without one of these. */
const MARKUP = /[|`*[#>~]/
/** White space that does not stay as it is. */
const WIDE_SPACE = /[^\S ]|  |^ | $/

/**
 * The same on one line without the marks of Markdown: pipes of tables, rules, fences, signs of headings and quotes,
 * stars and ticks around words, addresses of links. What was looked for stays as it is written.
 * `tableFirst`: whether the first line, of which the beginning may be missing, is a row of a table.
 */
export function plainSnippet(text: string, marks: readonly Place[], tableFirst: boolean): FoundText {
  if (!MARKUP.test(text) && !WIDE_SPACE.test(text)) return { text, marks }
  const isMarked = ({ from, to }: Edit): boolean => marks.some(([a, b]) => a < to && from < b)
  const signs = signsOf(text, tableFirst).filter((sign) => !sign.some(isMarked))
  const edits = signs.flat().sort((a, b) => a.from - b.from || a.to - b.to)
  let [plain, at, mark] = ['', 0, 0]
  const places: Place[] = []
  const add = (part: string): void => {
    plain += plain.endsWith(' ') || plain === '' ? part.replace(/\s+/gu, ' ').trimStart() : part.replace(/\s+/gu, ' ')
  }
  const addUntil = (end: number): void => {
    for (let next = marks[mark]; next && next[1] <= end; next = marks[++mark]) {
      add(text.slice(at, next[0]))
      const from = plain.length
      add(text.slice(...next))
      places.push([from, plain.length])
      at = next[1]
    }
    add(text.slice(at, end))
  }
  for (const { from, to, by } of edits) {
    if (from < at) continue
    addUntil(from)
    add(by)
    at = to
  }
  addUntil(text.length)
  return { text: plain.trimEnd(), marks: places }
}

function signsOf(text: string, tableFirst: boolean): readonly Sign[] {
  const signs: Sign[] = []
  let from = 0
  for (const line of text.split('\n')) {
    const isRow = from === 0 ? tableFirst : /^[ \t]*\|/.test(line)
    if (MARKUP.test(line)) signs.push(...signsIn(line, isRow).map((sign) => moved(sign, from)))
    from += line.length + 1
  }
  return signs
}

function moved(sign: Sign, by: number): Sign {
  return sign.map((edit) => ({ ...edit, from: edit.from + by, to: edit.to + by }))
}

function signsIn(line: string, isRow: boolean): readonly Sign[] {
  if ((line.includes('-') && line.includes('|') && TABLE_RULE.test(line)) || FENCE.test(line)) {
    return [[{ from: 0, to: line.length, by: '' }]]
  }
  const signs: Sign[] = (isRow ? cellEdits(line) : headEdits(line)).map((edit) => [edit])
  for (const { has, pattern } of AROUND_WORDS) {
    if (line.includes(has)) for (const found of line.matchAll(pattern)) signs.push(around(found))
  }
  return signs
}

/** What is before and behind the words that stay. */
function around(found: RegExpExecArray): Sign {
  const from = found.index
  const before = /^[!*]/.test(found[0]) ? 2 : 1
  const words = from + before + (found[1] ?? '').length
  return [
    { from, to: from + before, by: '' },
    { from: words, to: from + found[0].length, by: '' }
  ]
}

function headEdits(line: string): Edit[] {
  const head = HEADS.exec(line)
  return head ? [{ from: 0, to: head[0].length, by: '' }] : []
}

/** A point between two cells, nothing at the ends of the row. */
function cellEdits(line: string): Edit[] {
  const last = line.trimEnd().length - 1
  return [...line.matchAll(/(?<!\\)[ \t]*\|[ \t]*/g)].map(({ index, 0: pipe }) => {
    const isEnd = line.slice(0, index).trim() === '' || index + pipe.trimEnd().length - 1 >= last
    return { from: index, to: index + pipe.length, by: isEnd ? ' ' : ' · ' }
  })
}
