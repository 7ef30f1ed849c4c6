import { isFormulaBegun } from './begun-formula'
import { mathAt, UNFINISHED } from './math'

/** A link's words longer than this are more likely a lone bracket. */
const LONGEST_LINK_WORDS = 300
/** Nobody nests deeper, and opens more brackets in one paragraph without closing them: from here on they are signs. */
const MOST_OPEN = 16
const MOST_UNCLOSED = 64
const TAG_BEGUN = /^<(?:\/?(?:[a-zA-Z][a-zA-Z\d]*)?\s*\/?|(?:https?|mailto):\/?)$/
const ELEMENT_OPENED = /^<(sub|sup|kbd)>/i
const ADDRESS_BEGUN = /^<((?:https?|mailto):[^\s>]*|[\w.+-]+@[\w.-]*)$/i
const ENTITY_BEGUN = /&(?:#[xX]?[\da-fA-F]*|[a-zA-Z]{2,7})$/
const NOTE_BEGUN = /^\[\^[^\]\s]*(?:\]|$)/
const IN_WORD = /[\p{L}\p{N}$]$/u
const SPACE = /\s/
const PUNCTUATION = /[\p{P}\p{S}]/u
/** What is no formula yet without: `mathAt` asks it too. */
const HOLDS_FORMULA = /[\p{L}\p{N}]/u
/** Between these a mark that nothing closes is a sign: `5*4`, `2**3`, `f(x)*g(x)`. */
const BEFORE_SIGN = /[a-zA-Z\d)\]]/
const AFTER_SIGN = /[a-zA-Z\d(]/

interface Opener {
  readonly mark: string
  readonly length: number
}

/**
 * An unfinished line of text as it can be shown now: what is open is closed, a link without its address is shown as
 * its words, and marks that nothing follows yet are left out. Never a flash of raw markup.
 */
export function healInline(written: string): string {
  return new InlineHealer(written.replace(ENTITY_BEGUN, '')).heal()
}

class InlineHealer {
  #text: string
  readonly #open: Opener[] = []
  #unclosed = 0

  constructor(text: string) {
    this.#text = text
  }

  heal(): string {
    for (let at = 0; at < this.#text.length; ) at = this.#step(at)
    if (this.#open.length > MOST_OPEN) return this.#text
    const closers = this.#open.reverse().map(({ mark, length }) => mark.repeat(length))
    return closers.length === 0 ? this.#text : this.#text.trimEnd() + closers.join('')
  }

  /** Where to go on from. */
  #step(at: number): number {
    const char = this.#text[at] ?? ''
    if (char === '\\') return this.#escape(at)
    if (char === '$') return this.#dollar(at)
    if (char === '`') return this.#code(at)
    if (char === '[') return this.#bracket(at)
    if (char === '<') return this.#angle(at)
    if (char === '*' || char === '_' || char === '~') return this.#emphasis(at, char)
    return at + 1
  }

  #escape(at: number): number {
    if (at === this.#text.length - 1) this.#text = this.#text.slice(0, at)
    const next = this.#text[at + 1]
    if (next !== '(' && next !== '[') return at + 2
    const end = this.#text.indexOf(next === '(' ? '\\)' : '\\]', at + 2)
    return end === -1 ? this.#withoutEnd(at, 2, next === '(' ? '\\)' : '\\]') : end + 2
  }

  /** A formula that is being written; an amount of money and the name of a variable are none. */
  #dollar(at: number): number {
    const math = mathAt(this.#text.slice(at), this.#text.slice(Math.max(0, at - 1), at))
    if (math) return at + math.raw.length
    const length = this.#text[at + 1] === '$' ? 2 : 1
    const rest = this.#text.slice(at + length)
    const begun = length === 2 ? /^[^$]*\$?$/.test(rest) : isFormulaBegun(rest) && !IN_WORD.test(this.#text.slice(0, at))
    return begun ? this.#withoutEnd(at, length, '$'.repeat(length)) : at + length
  }

  /** The formula that begins at `at` closed for now, or left out while nothing but signs is in it. */
  #withoutEnd(at: number, length: number, end: string): number {
    const inside = this.#text.slice(at + length).replace(/[$\\]$/, '')
    const before = this.#text.slice(0, at)
    this.#text = HOLDS_FORMULA.test(inside) ? `${before}${this.#text.slice(at, at + length)}${inside}${UNFINISHED}${end}` : before
    return this.#text.length
  }

  #code(at: number): number {
    const length = runLength(this.#text, at, '`')
    const start = at + length
    for (let end = this.#text.indexOf('`', start); end !== -1; ) {
      const run = runLength(this.#text, end, '`')
      if (run === length) return end + run
      end = this.#text.indexOf('`', end + run)
    }
    const inside = this.#text.slice(start).replace(/`+$/, '')
    this.#text = inside.trim() === '' ? this.#text.slice(0, at) : this.#text.slice(0, start) + inside + '`'.repeat(length)
    return this.#text.length
  }

  #bracket(at: number): number {
    if (this.#text[at + 1] === '^') return this.#note(at)
    // Each that is not closed is looked for up to the end of the text.
    if (this.#unclosed >= MOST_UNCLOSED) return at + 1
    const end = closingAt(this.#text, at, '[', ']')
    if (end === -1) this.#unclosed++
    if (end === -1) return this.#withoutBracket(at, this.#text.length)
    const next = this.#text[end + 1]
    if (next === undefined) return this.#withoutBracket(at, end)
    const closing = next === '(' ? ')' : next === '[' ? ']' : null
    if (closing === null) return at + 1
    const addressEnd = closingAt(this.#text, end + 1, next, closing)
    if (addressEnd === -1) this.#unclosed++
    return addressEnd === -1 ? this.#withoutBracket(at, end) : addressEnd + 1
  }

  /** The mention of a footnote is shown when it is whole. */
  #note(at: number): number {
    const written = NOTE_BEGUN.exec(this.#text.slice(at))?.[0]
    if (written === undefined) return at + 1
    if (!written.endsWith(']')) this.#text = this.#text.slice(0, at)
    return at + written.length
  }

  #withoutBracket(at: number, wordsEnd: number): number {
    if (wordsEnd - at > LONGEST_LINK_WORDS || SPACE.test(this.#text[at + 1] ?? '')) return at + 1
    const start = this.#text[at - 1] === '!' ? at - 1 : at
    this.#text = this.#text.slice(0, start) + this.#text.slice(at + 1, wordsEnd)
    return start
  }

  #angle(at: number): number {
    const rest = this.#text.slice(at)
    const address = ADDRESS_BEGUN.exec(rest)?.[1]
    if (address !== undefined) this.#text = this.#text.slice(0, at) + address
    else if (ELEMENT_OPENED.test(rest)) return this.#element(at, rest)
    else if (TAG_BEGUN.test(rest)) this.#text = this.#text.slice(0, at)
    return at + 1
  }

  #element(at: number, rest: string): number {
    const tag = ELEMENT_OPENED.exec(rest)?.[1] ?? ''
    const end = `</${tag}>`
    const opens = this.#open.length <= MOST_OPEN && !rest.toLowerCase().includes(end.toLowerCase())
    if (opens) this.#open.push({ mark: end, length: 1 })
    return at + tag.length + 2
  }

  #emphasis(at: number, mark: string): number {
    const length = runLength(this.#text, at, mark)
    const before = this.#text[at - 1] ?? ' '
    const after = this.#text[at + length]
    if (after === undefined) return this.#markAtEnd(at, mark, length)
    // A single one is "about" or "to" more often than it crosses something out.
    if (mark === '~' && length !== 2) return at + length
    const isSign = BEFORE_SIGN.test(before) && AFTER_SIGN.test(after)
    const opens = isFlanking(after, before) && !isSign && !(mark === '_' && !SPACE.test(before) && !PUNCTUATION.test(before))
    const left = isFlanking(before, after) ? this.#close(mark, length) : length
    if (left > 0 && opens && left <= 3 && this.#open.length <= MOST_OPEN) this.#open.push({ mark, length: left })
    return at + length
  }

  /** A run that nothing follows yet closes what is open; what is left of it may still open something. */
  #markAtEnd(at: number, mark: string, length: number): number {
    const opener = this.#open.at(-1)
    if (SPACE.test(this.#text[at - 1] ?? ' ') || opener?.mark !== mark || length < opener.length) {
      this.#text = this.#text.slice(0, at)
      return at
    }
    const left = this.#close(mark, length)
    this.#text = this.#text.slice(0, at + length - left)
    return this.#text.length
  }

  /** How much of the run is left after closing with it. */
  #close(mark: string, length: number): number {
    let left = length
    for (let at = this.#open.length - 1; at >= 0 && left > 0; at--) {
      const opener = this.#open[at]
      if (opener?.mark !== mark) continue
      const used = Math.min(left, opener.length)
      this.#open.length = at
      if (opener.length > used) this.#open.push({ mark, length: opener.length - used })
      left -= used
    }
    return left
  }
}

function isFlanking(inner: string, outer: string): boolean {
  if (SPACE.test(inner)) return false
  return !PUNCTUATION.test(inner) || SPACE.test(outer) || PUNCTUATION.test(outer)
}

function runLength(text: string, at: number, mark: string): number {
  let end = at
  while (text[end] === mark) end++
  return end - at
}

/** Where the bracket at `at` closes, nesting and escapes minded; -1 when it does not, or only beyond a blank line. */
function closingAt(text: string, at: number, opening: string, closing: string): number {
  let depth = 0
  for (let end = at; end < text.length; end++) {
    const char = text[end]
    if (char === '\\') end++
    else if (char === opening) depth++
    else if (char === closing && --depth === 0) return end
  }
  return -1
}
