import { Lexer, Marked, Tokenizer, type MarkedOptions, type TokenizerExtension, type Tokens } from 'marked'
import { mathInLine, mathOfItsOwn, maskMath, mayHoldMath } from './math'
import { mayHoldNotes, noteDefinition, noteReference, type NoteBook, type NoteDefinition } from './notes'
import { pendingLink } from './pending-link'

/** Within words single tildes are no marks: `10~20` is a range, in Chinese also without blanks around it. */
const IN_WORD = /[\p{L}\p{N}]/u

class AnswerTokenizer extends Tokenizer {
  override del(text: string, masked: string, before?: string): Tokens.Del | undefined {
    const token = super.del(text, masked, before)
    if (!token || token.raw.startsWith('~~')) return token
    const after = text.slice(token.raw.length, token.raw.length + 2)
    return IN_WORD.test(before ?? '') || IN_WORD.test([...after][0] ?? '') ? undefined : token
  }
}

/** `[^0-9]`, `[^>]`: rather the characters of a pattern than the name of a footnote that is still to come. */
const CHARACTERS = /^(?:(?:[a-z\d]-[a-z\d])+|[^\p{L}\p{N}]+)$/u

/** Reads a text by CommonMark and GFM, and formulas and footnotes where it holds any. */
export class AnswerLexer extends Lexer implements NoteBook {
  readonly definitions: NoteDefinition[] = []
  /** While the text grows, a note or an address may still come. */
  readonly unfinished: boolean

  readonly #numbers: Map<string, number>

  constructor(text: string, unfinished: boolean, numbers: ReadonlyMap<string, number>) {
    // A copy: the tokenizer that marked finds in the options holds on to the lexer with all it has read.
    super({ ...optionsFor(text, unfinished), tokenizer: new AnswerTokenizer() })
    this.unfinished = unfinished
    this.#numbers = new Map(numbers)
  }

  numberOf(label: string): number | null {
    const known = this.#numbers.get(label)
    if (known !== undefined) return known
    const mayCome = this.unfinished && !CHARACTERS.test(label)
    if (!mayCome && !this.definitions.some((note) => note.label === label)) return null
    this.#numbers.set(label, this.#numbers.size + 1)
    return this.#numbers.size
  }

  define(definition: NoteDefinition): void {
    this.definitions.push(definition)
  }
}

const bookOf = (lexer: object): NoteBook | null => (lexer instanceof AnswerLexer ? lexer : null)
const MATH = [mathInLine, mathOfItsOwn]
const NOTES = [noteReference(bookOf), noteDefinition(bookOf)]
const known: MarkedOptions[] = []

/** Only what the text can hold is looked for: each extension costs a search at every word. */
function optionsFor(text: string, unfinished: boolean): MarkedOptions {
  const [math, notes, links] = [mayHoldMath(text), mayHoldNotes(text), unfinished && text.includes('][')]
  const key = (math ? 1 : 0) + (notes ? 2 : 0) + (links ? 4 : 0)
  const options = known[key]
  if (options) return options
  const extensions = [...(math ? MATH : []), ...(notes ? NOTES : []), ...(links ? [pendingLink] : [])]
  return (known[key] = madeOf(extensions, math))
}

function madeOf(extensions: TokenizerExtension[], math: boolean): MarkedOptions {
  const hooks = math ? { hooks: { emStrongMask: maskMath } } : {}
  return new Marked({ gfm: true, extensions, ...hooks }).defaults
}
