import { withoutEmphasis } from './shown-emphasis'
import { commonEntities } from './shown-entities'
import { shownFormula } from './shown-formula'
import { inlinePattern } from './shown-syntax'

/** Between blocks: nothing is found across it. */
export const BREAK = '\0'

const MARKS = /[\\`*_~[<&$]/
/** Made when it is needed, which it is not in most of the program's days. */
let inline: RegExp | null = null

const DEFINITION = /^[ \t>]{0,9}\[([^\]\n]+)\]:/gm

/** Reads the lines of one text after another, without what is a mark in them. */
export class ShownInline {
  /** What links and footnotes there are, by their names. */
  readonly #defined: ReadonlySet<string>
  readonly #noteNumbers = new Map<string, number>()

  constructor(markdown: string) {
    const names = markdown.includes(']:') ? [...markdown.matchAll(DEFINITION)] : []
    this.#defined = new Set(names.map(([, name = '']) => nameOf(name)))
  }

  read(text: string): string {
    return MARKS.test(text) ? released(withoutEmphasis(this.#withoutSyntax(text))) : text
  }

  #withoutSyntax(text: string): string {
    let [shown, from] = ['', 0]
    inline ??= inlinePattern()
    for (const match of text.matchAll(inline)) {
      shown += text.slice(from, match.index) + this.#shown(match)
      from = match.index + match[0].length
    }
    return shown + text.slice(from)
  }

  #shown({ 0: raw, groups = {} }: RegExpMatchArray): string {
    const { code, math, words, link, sign } = groups
    if (math !== undefined) return kept(formula(math))
    if (words !== undefined) return this.#bracket(raw, words, groups['address'], groups['name'])
    if (raw.startsWith('&')) return kept(commonEntities(raw))
    const literal = code ?? link ?? sign
    return literal !== undefined ? kept(literal) : /^<br/i.test(raw) ? '\n' : ''
  }

  /** A link or an image shows its words; what leads nowhere is shown as it is written. */
  #bracket(raw: string, words: string, address: string | undefined, name: string | undefined): string {
    const isDefined = this.#defined.has(nameOf(name === undefined || name === '' ? words : name))
    if (words.startsWith('^') && this.#defined.has(nameOf(words))) return this.#noteNumber(nameOf(words))
    const shown = this.#withoutSyntax(words)
    if (address !== undefined || isDefined) return shown === '' ? kept(address ?? '') : shown
    return `${raw.startsWith('!') ? '!' : ''}[${shown}]${name === undefined ? '' : `[${name}]`}`
  }

  /** Footnotes are numbered as they are mentioned. */
  #noteNumber(name: string): string {
    const number = this.#noteNumbers.get(name) ?? this.#noteNumbers.size + 1
    this.#noteNumbers.set(name, number)
    return String(number)
  }
}

function nameOf(written: string): string {
  return written.trim().replace(/\s+/g, ' ').toLowerCase()
}

function formula(written: string): string {
  const ownLine = written.startsWith('$$') || written.startsWith('\\[') ? BREAK : ''
  return ownLine + shownFormula(written) + ownLine
}

const EMPHASIS = '*_~'
/** Code points that no text holds, in the place of marks that are shown. */
const FIRST_KEPT = 0xfdd0

function kept(text: string): string {
  return text.replace(/[*_~]/g, (mark) => String.fromCharCode(FIRST_KEPT + EMPHASIS.indexOf(mark)))
}

function released(text: string): string {
  return text.replace(/[\ufdd0-\ufdd2]/g, (mark) => EMPHASIS.charAt(mark.charCodeAt(0) - FIRST_KEPT))
}
