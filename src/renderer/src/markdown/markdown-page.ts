import { BlockSections } from './block-sections'
import { MarkdownStream, parseMarkdown, type TextEnd } from './markdown-stream'

/** A mark beside the text that is not part of it: where one attempt's text meets the next one's. */
export interface SeamMark {
  /** Offset into the text, in UTF-16 units. */
  readonly at: number
  readonly words: string
}

/** What was added to a text that had this length, in UTF-16 units. */
export interface Added {
  readonly at: number
  readonly text: string
}

/** In milliseconds: how soon what was left of a long block is read when no more of it comes. */
const CATCH_UP_MS = 100
/** Characters before the place where an answer grew; no other text ends in them by chance. */
const COMPARED = 64

/** One answer on the page: takes the text so far as often as it likes, reads only what is new. */
export class MarkdownPage {
  readonly #blocks: BlockSections
  #stream: MarkdownStream | null = null
  #text = ''
  #end: TextEnd | null = null
  readonly #seamBlocks = new Map<number, number>()
  #catchingUp = false

  constructor(node: Element) {
    this.#blocks = new BlockSections(node)
  }

  /**
   * `end` is null while the text still grows. With `added` the text before it is not looked at: it has to be what was
   * shown, where it is as long.
   */
  show(text: string, end: TextEnd | null, seams: readonly SeamMark[], added: Added | null = null): void {
    if (text !== this.#text || end !== this.#end) {
      const fits = end === null && added !== null && added.at === this.#text.length
      const goesOn = this.#stream !== null && (fits || this.#goesOn(text, end !== null))
      if (goesOn || end === null) this.#grow(text, end, goesOn, fits ? added : null)
      else this.#blocks.showAll(parseMarkdown(text, end))
      this.#text = text
      this.#end = end
    }
    this.#mark(seams)
  }

  /**
   * Whether `text` is what was shown and more. To compare all of a long answer in every frame would cost more than the
   * frame's own words: until the end, the place where it grew is enough.
   */
  #goesOn(text: string, wholly: boolean): boolean {
    const shown = this.#text
    if (wholly || shown.length <= COMPARED) return text.startsWith(shown)
    return text.startsWith(shown.slice(-COMPARED), shown.length - COMPARED)
  }

  #grow(text: string, end: TextEnd | null, goesOn: boolean, added: Added | null): void {
    const stream = goesOn && this.#stream ? this.#stream : new MarkdownStream()
    if (stream !== this.#stream) this.#blocks.startAnew()
    stream.append(goesOn ? (added?.text ?? text.slice(this.#text.length)) : text)
    this.#stream = end === null ? stream : null
    if (end !== null) return this.#blocks.showAll(stream.end(end))
    this.#read(stream)
  }

  #read(stream: MarkdownStream): void {
    stream.read()
    this.#blocks.show(stream.finished, stream.unfinished)
    if (!stream.isBehind || this.#catchingUp) return
    this.#catchingUp = true
    setTimeout(() => {
      this.#catchingUp = false
      if (this.#stream) this.#read(this.#stream)
    }, CATCH_UP_MS)
  }

  /**
   * The words stand in an attribute that the style sheet draws after the block, so copying leaves them out. Several
   * seams in one block have a line each.
   */
  #mark(seams: readonly SeamMark[]): void {
    const words = new Map<number, string>()
    for (const seam of seams) {
      const block = this.#blockOf(seam.at)
      const before = words.get(block)
      words.set(block, before === undefined ? seam.words : `${before}\n${seam.words}`)
    }
    for (const [block, lines] of words) {
      const node = this.#blocks.blockNode(block)
      if (node instanceof HTMLElement && node.dataset['seam'] !== lines) node.dataset['seam'] = lines
    }
  }

  #blockOf(at: number): number {
    const block = this.#seamBlocks.get(at) ?? Math.max(0, parseMarkdown(this.#text.slice(0, at)).length - 1)
    this.#seamBlocks.set(at, block)
    return block
  }
}
