import { MarkdownStream, parseMarkdown, type TextEnd } from './markdown-stream'
import { patchChildren } from './patch'
import type { Tree } from './tree'

/** A mark beside the text that is not part of it: where one attempt's text meets the next one's. */
export interface SeamMark {
  /** Offset into the text, in UTF-16 units. */
  readonly at: number
  readonly words: string
}

/** One answer on the page: takes the text so far as often as it likes, reads only what is new. */
export class MarkdownPage {
  readonly #node: Node
  #stream: MarkdownStream | null = null
  #text = ''
  #end: TextEnd | null = null
  #shown: readonly Tree[] = []
  readonly #seamBlocks = new Map<number, number>()

  constructor(node: Node) {
    this.#node = node
  }

  /** `end` is null while the text still grows. */
  show(text: string, end: TextEnd | null, seams: readonly SeamMark[]): void {
    if (text !== this.#text || end !== this.#end) {
      const now = this.#blocks(text, end)
      this.#text = text
      this.#end = end
      patchChildren(this.#node, this.#shown, now)
      this.#shown = now
    }
    this.#mark(seams)
  }

  #blocks(text: string, end: TextEnd | null): readonly Tree[] {
    const goesOn = this.#stream !== null && text.length >= this.#text.length && text.startsWith(this.#text)
    if (!goesOn && end !== null) return parseMarkdown(text, end)
    const stream = goesOn && this.#stream ? this.#stream : new MarkdownStream()
    stream.append(goesOn ? text.slice(this.#text.length) : text)
    this.#stream = end === null ? stream : null
    return end === null ? stream.blocks() : stream.end(end)
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
      const node = this.#node.childNodes[block]
      if (node instanceof HTMLElement && node.dataset['seam'] !== lines) node.dataset['seam'] = lines
    }
  }

  #blockOf(at: number): number {
    const block = this.#seamBlocks.get(at) ?? Math.max(0, parseMarkdown(this.#text.slice(0, at)).length - 1)
    this.#seamBlocks.set(at, block)
    return block
  }
}
