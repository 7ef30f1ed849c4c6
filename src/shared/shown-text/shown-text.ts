import { BREAK, ShownInline } from './shown-inline'

/** As most lines begin: no block begins with a letter. */
const PLAIN = /^[ \t]*\p{L}/u
/** The mark of a quotation, or of an item with its check box. */
const CONTAINER = /[ \t]*(?:(>)|(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)(?:[ \t]+\[[ x]\](?=[ \t]))?)/iy
const QUOTATION = /^(?:[ \t]*>)+/
const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})/
const FENCE_END = /^(?:`+|~+)$/
const RULE = /^(?:-+|=+|\*{3,}|(?:_[ \t]*){3,})$/
const HEADING = /^#{1,6}(?:[ \t]+|$)/
const HEADING_END = /(?<![ \t])[ \t]+#+$/
const NOTE = /^\[\^[^\]\s]+\]:[ \t]*/
const LINK = /^\[(?!\^)[^\]]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?$/
const TABLE = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/
const CELL_EDGE = /(?<!\\)\|/
const FORMULAS = new Map([['$$', '$$'], ['\\[', '\\]']])

/**
 * Near what is shown of a Markdown text: its words without its marks, with a NUL between blocks. The page reads such a
 * text exactly; this reads ten thousand of them while a person types. It takes one pass, whatever is written.
 */
export function shownText(markdown: string): string {
  const reader = new BlockReader(markdown)
  for (const line of markdown.split('\n')) reader.read(line)
  return reader.end()
}

class BlockReader {
  readonly #inline: ShownInline
  readonly #shown: string[] = []
  #lines: string[] = []
  #quotations = 0
  #inItem = false
  #inTable = false
  /** What ends the code or the formula that these lines belong to; empty outside. */
  #fence = ''
  #formula = ''

  constructor(markdown: string) {
    this.#inline = new ShownInline(markdown)
  }

  read(line: string): void {
    if (this.#fence !== '') this.#readCode(line)
    else if (line.trim() === '') this.#endBlock()
    else if (this.#formula !== '') this.#readFormula(line)
    else if (!this.#inTable && PLAIN.test(line)) this.#lines.push(line)
    else this.#readMarked(this.#withoutContainers(line))
  }

  end(): string {
    this.#endBlock()
    return this.#shown.join('')
  }

  #readMarked(text: string): void {
    const [fence] = FENCE.exec(text) ?? []
    const formula = FORMULAS.get(text.slice(0, 2))
    if (fence !== undefined) this.#startCode(fence)
    else if (text === '') this.#endBlock()
    else if (text.includes('|') && TABLE.test(text)) this.#startTable()
    else if (RULE.test(text)) this.#endBlock()
    else if (HEADING.test(text)) this.#readBlock(text.replace(HEADING, '').replace(HEADING_END, ''))
    else if (this.#inTable) this.#readRow(text)
    else if (NOTE.test(text)) this.#startBlock(text.replace(NOTE, ''))
    else if (formula !== undefined && !text.includes(formula, 2)) this.#startFormula(text, formula)
    else if (this.#lines.length > 0 || !LINK.test(text)) this.#lines.push(text)
  }

  #withoutContainers(line: string): string {
    let [at, quotations] = [0, 0]
    for (let mark = markAt(line, at); mark && this.#isContainer(mark[2]); mark = markAt(line, at)) {
      at += mark[0].length
      if (mark[1] === undefined) this.#startItem()
      else quotations++
    }
    // A line with fewer marks goes on with the quotation.
    if (quotations > this.#quotations) this.#endLines()
    this.#quotations = Math.max(quotations, this.#quotations)
    return line.slice(at).trim()
  }

  /** In the middle of a paragraph only a list that begins with one does begin: CommonMark, section 5.3. */
  #isContainer(number: string | undefined): boolean {
    return number === undefined || this.#lines.length === 0 || this.#inItem || number === '1'
  }

  #startItem(): void {
    this.#endBlock()
    this.#inItem = true
  }

  #startCode(fence: string): void {
    const quotations = this.#quotations
    this.#endBlock()
    this.#quotations = quotations
    this.#fence = fence
  }

  /** Nothing in code is a mark. */
  #readCode(line: string): void {
    const text = this.#quotations > 0 ? line.replace(QUOTATION, '') : line
    const mark = text.trim()
    const isEnd = mark.startsWith(this.#fence) && FENCE_END.test(mark)
    this.#shown.push(isEnd ? BREAK : `${text}\n`)
    if (!isEnd) return
    this.#fence = ''
    this.#quotations = 0
  }

  #startFormula(text: string, end: string): void {
    this.#startBlock(text)
    this.#formula = end
  }

  #readFormula(line: string): void {
    this.#lines.push(line)
    if (line.includes(this.#formula)) this.#endBlock()
  }

  /** The line before was its head. */
  #startTable(): void {
    const head = this.#lines.pop()
    this.#endBlock()
    this.#inTable = true
    if (head !== undefined) this.#readRow(head)
  }

  #readRow(text: string): void {
    for (const cell of text.split(CELL_EDGE)) this.#add(cell.replaceAll('\\|', '|').trim())
  }

  #readBlock(text: string): void {
    this.#startBlock(text)
    this.#endBlock()
  }

  #startBlock(text: string): void {
    this.#endBlock()
    this.#lines = [text]
  }

  #endBlock(): void {
    this.#endLines()
    this.#quotations = 0
    this.#inItem = false
    this.#inTable = false
    this.#formula = ''
  }

  #endLines(): void {
    if (this.#lines.length > 0) this.#add(this.#lines.join('\n'))
    this.#lines = []
  }

  #add(text: string): void {
    if (text !== '') this.#shown.push(this.#inline.read(text), BREAK)
  }
}

function markAt(line: string, at: number): RegExpExecArray | null {
  CONTAINER.lastIndex = at
  return CONTAINER.exec(line)
}
