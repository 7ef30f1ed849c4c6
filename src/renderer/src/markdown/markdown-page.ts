import { MarkdownStream, parseMarkdown } from './markdown-stream'
import { patchChildren } from './patch'
import type { Tree } from './tree'

/** One answer on the page: takes the text so far as often as it likes, reads only what is new. */
export class MarkdownPage {
  readonly #node: Node
  #stream: MarkdownStream | null = null
  #text = ''
  #ended = false
  #shown: readonly Tree[] = []

  constructor(node: Node) {
    this.#node = node
  }

  show(text: string, ended: boolean): void {
    if (text === this.#text && ended === this.#ended) return
    const now = this.#blocks(text, ended)
    this.#text = text
    this.#ended = ended
    patchChildren(this.#node, this.#shown, now)
    this.#shown = now
  }

  #blocks(text: string, ended: boolean): readonly Tree[] {
    const goesOn = this.#stream !== null && text.length >= this.#text.length && text.startsWith(this.#text)
    if (!goesOn && ended) return parseMarkdown(text)
    const stream = goesOn && this.#stream ? this.#stream : new MarkdownStream()
    stream.append(goesOn ? text.slice(this.#text.length) : text)
    this.#stream = ended ? null : stream
    return ended ? stream.end() : stream.blocks()
  }
}
