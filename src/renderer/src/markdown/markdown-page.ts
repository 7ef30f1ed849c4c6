import { MarkdownStream, parseMarkdown } from './markdown-stream'
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
  #ended = false
  #shown: readonly Tree[] = []
  readonly #seamBlocks = new Map<number, number>()

  constructor(node: Node) {
    this.#node = node
  }

  show(text: string, ended: boolean, seams: readonly SeamMark[]): void {
    if (text !== this.#text || ended !== this.#ended) {
      const now = this.#blocks(text, ended)
      this.#text = text
      this.#ended = ended
      patchChildren(this.#node, this.#shown, now)
      this.#shown = now
    }
    for (const seam of seams) this.#mark(seam)
  }

  #blocks(text: string, ended: boolean): readonly Tree[] {
    const goesOn = this.#stream !== null && text.length >= this.#text.length && text.startsWith(this.#text)
    if (!goesOn && ended) return parseMarkdown(text)
    const stream = goesOn && this.#stream ? this.#stream : new MarkdownStream()
    stream.append(goesOn ? text.slice(this.#text.length) : text)
    this.#stream = ended ? null : stream
    return ended ? stream.end() : stream.blocks()
  }

  /** The words stand in an attribute that the style sheet draws after the block, so copying leaves them out. */
  #mark({ at, words }: SeamMark): void {
    const block = this.#seamBlocks.get(at) ?? Math.max(0, parseMarkdown(this.#text.slice(0, at)).length - 1)
    this.#seamBlocks.set(at, block)
    const node = this.#node.childNodes[block]
    if (node instanceof HTMLElement && node.dataset['seam'] !== words) node.dataset['seam'] = words
  }
}
