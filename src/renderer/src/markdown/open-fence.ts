import { closesFence, type FenceStart } from './fence'
import { LINES_PER_PART, type CodeTree } from './tree'

/** A code block that is still being written: reads each character once, however long the block becomes. */
export class OpenFence {
  readonly #start: FenceStart
  readonly #parts: string[] = []
  #part = ''
  #lines = 0
  /** The last line, while it has no end. */
  #line = ''

  constructor(start: FenceStart) {
    this.#start = start
  }

  /** Takes what follows; what comes after the closing fence is given back, null while it is open. */
  append(text: string): string | null {
    const all = this.#line + text
    let start = 0
    for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', start)) {
      const line = all.slice(start, end + 1)
      start = end + 1
      if (closesFence(line.slice(0, -1), this.#start.fence)) {
        this.#line = ''
        return all.slice(start)
      }
      this.#addLine(line)
    }
    this.#line = all.slice(start)
    return null
  }

  /** Whether it is closed by its last line, which no break follows: then nothing does. */
  closeAtEnd(): boolean {
    if (!closesFence(this.#line, this.#start.fence)) return false
    this.#line = ''
    return true
  }

  tree(closed: boolean): CodeTree {
    const isMark = /^ {0,3}[`~]+$/.test(this.#line)
    const last = (this.#part + (isMark ? '' : this.#line)).replace(/\n$/, '')
    const parts = last === '' && this.#parts.length > 0 ? [...this.#parts] : [...this.#parts, last]
    return { kind: 'code', language: this.#start.language, parts, closed }
  }

  #addLine(line: string): void {
    if (this.#lines === LINES_PER_PART) {
      this.#parts.push(this.#part)
      this.#part = ''
      this.#lines = 0
    }
    this.#part += line
    this.#lines++
  }
}
