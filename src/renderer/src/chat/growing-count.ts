import type { MessageId } from '../../../shared/domain/ids'
import { countIn } from '../../../shared/find-text'
import { shownText } from '../../../shared/shown-text/shown-text'

/** In UTF-16 units: a shorter text is counted with every change. */
const ALWAYS_COUNTED = 8_192
const GROWTH = 1 / 16

/**
 * How often an answer that is being written has what is looked for, while it is not on the page. A long one is counted
 * again only when it has grown by a sixteenth: the cost stays linear, and the page will tell the rest.
 */
export class GrowingCount {
  #id: MessageId | null = null
  #wanted = ''
  #length = 0
  #count = 0

  of(id: MessageId, text: string, wanted: string): number {
    if (id === this.#id && wanted === this.#wanted && !this.#isDue(text.length)) return this.#count
    this.#id = id
    this.#wanted = wanted
    this.#length = text.length
    this.#count = countIn(shownText(text), wanted)
    return this.#count
  }

  #isDue(length: number): boolean {
    if (length < this.#length) return true
    const grown = length - this.#length
    return length <= ALWAYS_COUNTED ? grown > 0 : grown >= length * GROWTH
  }
}
