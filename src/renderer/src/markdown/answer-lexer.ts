import { Lexer, Marked, type MarkedOptions, type TokenizerExtension } from 'marked'
import { mathInLine, mathOfItsOwn, maskMath, mayHoldMath } from './math'
import { mayHoldNotes, noteDefinition, noteReference, type NoteBook, type NoteDefinition } from './notes'
import { pendingLink } from './pending-link'

/** Reads a text by CommonMark and GFM, and formulas and footnotes where it holds any. */
export class AnswerLexer extends Lexer implements NoteBook {
  readonly definitions: NoteDefinition[] = []
  /** While the text grows, a note or an address may still come. */
  readonly unfinished: boolean

  readonly #numbers: Map<string, number>

  constructor(text: string, unfinished: boolean, numbers: ReadonlyMap<string, number>) {
    // A copy: marked puts the tokenizer into the options, and the tokenizer holds on to the lexer with all it has read.
    super({ ...optionsFor(text, unfinished) })
    this.unfinished = unfinished
    this.#numbers = new Map(numbers)
  }

  numberOf(label: string): number | null {
    const known = this.#numbers.get(label)
    if (known !== undefined) return known
    if (!this.unfinished && !this.definitions.some((note) => note.label === label)) return null
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
