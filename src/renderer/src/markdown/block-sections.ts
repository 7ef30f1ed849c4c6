import { patchChild } from './patch'
import { SectionHeights } from './section-heights'
import type { Tree } from './tree'

/**
 * Blocks on the page stand in sections of this many: a frame that adds a line lays out the last section, and passes
 * over the others without looking at the blocks in them.
 */
const BLOCKS_PER_SECTION = 64
/** So many of the last ones are never passed over: near the view a section that is would be laid out again at once. */
const SECTIONS_NEAR_END = 1

/** The blocks of one answer on the page, by their number. */
export class BlockSections {
  readonly #node: Element
  readonly #heights: SectionHeights
  readonly #sections: HTMLElement[] = []
  readonly #shown: Tree[] = []
  /** How many blocks from the start on are never touched again while the answer grows. */
  #finished = 0

  constructor(node: Element) {
    this.#node = node
    this.#heights = new SectionHeights(node)
  }

  /** Shows the finished blocks and the ones that may still change, touching only what differs. */
  show(finished: readonly Tree[], unfinished: readonly Tree[]): void {
    const end = finished.length + unfinished.length
    for (let at = this.#finished; at < finished.length; at++) this.#put(at, finished[at])
    for (const [at, tree] of unfinished.entries()) this.#put(finished.length + at, tree)
    while (this.#shown.length > end) this.#removeLast()
    for (const section of this.#sections.slice(farFromEnd(this.#finished), farFromEnd(finished.length))) {
      this.#heights.finish(section)
    }
    this.#finished = finished.length
  }

  /** Shows blocks of which any may differ from what stands there. */
  showAll(blocks: readonly Tree[]): void {
    this.startAnew()
    this.show(blocks, [])
  }

  /** What is shown next may differ from the first block on. */
  startAnew(): void {
    this.#finished = 0
  }

  blockNode(at: number): Node | undefined {
    return this.#sections[Math.floor(at / BLOCKS_PER_SECTION)]?.childNodes[at % BLOCKS_PER_SECTION]
  }

  #put(at: number, tree: Tree | undefined): void {
    const before = this.#shown[at]
    if (tree === undefined || before === tree) return
    const section = this.#section(at)
    if (before !== undefined && section.classList.contains('finished')) this.#heights.forget(section)
    patchChild(section, at % BLOCKS_PER_SECTION, before, tree)
    this.#shown[at] = tree
  }

  #section(at: number): HTMLElement {
    const index = Math.floor(at / BLOCKS_PER_SECTION)
    const known = this.#sections[index]
    if (known) return known
    const section = document.createElement('div')
    section.className = 'section'
    this.#sections.push(section)
    this.#node.appendChild(section)
    return section
  }

  #removeLast(): void {
    this.#shown.pop()
    const section = this.#sections.at(-1)
    section?.lastChild?.remove()
    if (!section || section.hasChildNodes()) return
    this.#heights.forget(section)
    section.remove()
    this.#sections.pop()
  }
}

/** How many sections an answer with so many finished blocks no longer has near its end. */
function farFromEnd(blocks: number): number {
  return Math.max(0, Math.floor(blocks / BLOCKS_PER_SECTION) - SECTIONS_NEAR_END)
}
