/** A piece of the answer's content after a leading block of thinking was taken out. */
export interface Split {
  readonly reasoning: string
  readonly text: string
}

interface Marks {
  readonly opening: string
  readonly closing: string
}

const TAGS: readonly Marks[] = [
  ...['think', 'thinking', 'thought', 'reasoning', 'seed:think'].map((tag) => ({ opening: `<${tag}>`, closing: `</${tag}>` })),
  { opening: '[THINK]', closing: '[/THINK]' },
  { opening: '◁think▷', closing: '◁/think▷' }
]

type State = 'start' | 'thinking' | 'gap' | 'text'

/**
 * Takes a block such as `<think>…</think>` at the very beginning of the content for reasoning; models served without a
 * reasoning parser write it so. Anywhere else such tags are text. Holds back only what may still become a tag.
 */
export class ThinkSplit {
  #state: State = 'start'
  #held = ''
  #closing = ''
  /** Whether the thinking has begun: white space before it is not part of it. */
  #thought = false

  feed(content: string): Split {
    if (this.#state === 'text' || content === '') return { reasoning: '', text: content }
    this.#held += content
    return this.#step()
  }

  /** What was held back, when no more content comes. */
  end(): Split {
    const held = this.#held
    this.#held = ''
    if (this.#state === 'thinking') return { reasoning: held.trimEnd(), text: '' }
    return { reasoning: '', text: this.#state === 'gap' ? '' : held }
  }

  #step(): Split {
    if (this.#state === 'start' && !this.#open()) return this.#state === 'start' ? NOTHING : this.#release()
    const reasoning = this.#state === 'thinking' ? this.#think() : ''
    if (this.#state === 'gap') this.#skipGap()
    return { reasoning, text: this.#isText() ? this.#release().text : '' }
  }

  #isText(): boolean {
    return this.#state === 'text'
  }

  /** True once the opening tag was there; false while it may still come, and for good once it cannot. */
  #open(): boolean {
    const start = this.#held.trimStart()
    const tag = TAGS.find(({ opening }) => start.startsWith(opening))
    if (tag) {
      this.#state = 'thinking'
      this.#closing = tag.closing
      this.#held = start.slice(tag.opening.length)
      return true
    }
    if (!TAGS.some(({ opening }) => opening.startsWith(start)) || this.#held.length > MAX_HELD_CHARS) this.#state = 'text'
    return false
  }

  #think(): string {
    if (!this.#thought) this.#held = this.#held.trimStart()
    this.#thought ||= this.#held !== ''
    const end = this.#held.indexOf(this.#closing)
    if (end >= 0) {
      const reasoning = this.#held.slice(0, end).trimEnd()
      this.#held = this.#held.slice(end + this.#closing.length)
      this.#state = 'gap'
      return reasoning
    }
    const safe = safeLength(this.#held, this.#closing)
    const reasoning = this.#held.slice(0, safe)
    this.#held = this.#held.slice(safe)
    return reasoning
  }

  #skipGap(): void {
    this.#held = this.#held.trimStart()
    if (this.#held !== '') this.#state = 'text'
  }

  #release(): Split {
    const text = this.#held
    this.#held = ''
    return { reasoning: '', text }
  }
}

const NOTHING: Split = { reasoning: '', text: '' }

/** White space before a tag is held too; past this it is plain text. */
const MAX_HELD_CHARS = 256

/** How much of the text can be passed on: not white space that may precede the tag, nor the beginning of the tag. */
function safeLength(text: string, tag: string): number {
  let length = text.length
  for (let size = Math.min(tag.length - 1, text.length); size > 0; size--) {
    if (text.endsWith(tag.slice(0, size))) {
      length -= size
      break
    }
  }
  const trimmed = text.slice(0, length).trimEnd().length
  return text.length - trimmed > MAX_HELD_CHARS ? length : trimmed
}
