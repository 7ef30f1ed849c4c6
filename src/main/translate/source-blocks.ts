/** A paragraph, or what must not be torn: a fence with all in it. Texts and gaps joined are the source. */
export interface SourceBlock {
  /** Empty only where the source begins with blank lines. */
  readonly text: string
  /** The end of its last line and the blank lines after it. */
  readonly gap: string
}

/** A piece of a block that is too long for one part: a fence, a line, or a part of a line. */
export interface SourcePiece extends SourceBlock {
  readonly fence: boolean
}

const LINES = /[^\n]*\n|[^\n]+$/g
/** Also within lists and quotations, where a fence stands further in. */
const FENCE = /^(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*(`{3,}|~{3,})(.*)$/

interface Line {
  readonly text: string
  /** What it is of a fence; null outside. */
  readonly fence: 'opens' | 'within' | 'closes' | null
}

/** Blocks in order, cut at blank lines outside fences. */
export function blocksOf(source: string): readonly SourceBlock[] {
  const blocks: { text: string; gap: string }[] = []
  for (const { text, fence } of linesOf(source)) {
    const last = blocks.at(-1)
    const isBlank = fence === null && text.trim() === ''
    if (!last) blocks.push(isBlank ? { text: '', gap: text } : { text, gap: '' })
    else if (isBlank) last.gap += text
    else if (last.gap === '') last.text += text
    else blocks.push({ text, gap: '' })
  }
  return blocks.map(({ text, gap }) => endCutOff(text, gap))
}

/** The lines of a block, its fences whole; lines that are longer than this are cut after sentences and words. */
export function piecesOf(block: SourceBlock, longest: number): readonly SourcePiece[] {
  const pieces: { text: string; fence: boolean }[] = []
  for (const { text, fence } of linesOf(block.text)) {
    const last = pieces.at(-1)
    if (last && (fence === 'within' || fence === 'closes')) last.text += text
    else if (fence !== null) pieces.push({ text, fence: true })
    else pieces.push(...cutLine(text, longest).map((part) => ({ text: part, fence: false })))
  }
  return pieces.map(({ text, fence }, at) => ({ ...endCutOff(text, at === pieces.length - 1 ? block.gap : ''), fence }))
}

function linesOf(source: string): readonly Line[] {
  let open = ''
  return (source.match(LINES) ?? []).map((text): Line => {
    const [, marks = '', rest = ''] = FENCE.exec(text.trimEnd()) ?? []
    if (open !== '') {
      const closes = marks[0] === open[0] && marks.length >= open.length && rest.trim() === ''
      if (closes) open = ''
      return { text, fence: closes ? 'closes' : 'within' }
    }
    // A backtick after opening backticks makes them code within a line.
    const opens = marks !== '' && !(marks.startsWith('`') && rest.includes('`'))
    if (opens) open = marks
    return { text, fence: opens ? 'opens' : null }
  })
}

/** What stands at the end of a text and is not seen belongs between it and the next. */
function endCutOff(text: string, gap: string): SourceBlock {
  const end = text.trimEnd().length
  return { text: text.slice(0, end), gap: text.slice(end) + gap }
}

const SENTENCE_END = /[.!?…]["'”’)\]]*\s+|[。！？；]["'”’」』）]*\s*/g

function cutLine(line: string, longest: number): readonly string[] {
  const parts: string[] = []
  let rest = line
  while (rest.length > longest) {
    const at = cutWithin(rest, longest)
    parts.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return rest === '' ? parts : [...parts, rest]
}

/** After the last sentence that fits, else after the last word, else between two characters. */
function cutWithin(text: string, longest: number): number {
  const window = text.slice(0, longest)
  const sentence = [...window.matchAll(SENTENCE_END)].at(-1)
  if (sentence && sentence.index > 0) return sentence.index + sentence[0].length
  const space = window.search(/\s\S*$/)
  if (space > 0) return space + 1
  // Never between the halves of a pair.
  return /[\ud800-\udbff]$/.test(window) ? longest - 1 : longest
}
