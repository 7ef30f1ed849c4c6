import type { Token, TokenizerExtension, Tokens } from 'marked'

/** `[^label]` in the text. */
export interface NoteReference extends Tokens.Generic {
  readonly type: 'noteReference'
  readonly label: string
  readonly number: number
}

/** `[^label]: text`, with the blocks in it. */
export interface NoteDefinition extends Tokens.Generic {
  readonly type: 'note'
  readonly label: string
  tokens: Token[]
}

const REFERENCE = /^\[\^([^\]\s]+)\]/
const DEFINITION = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/
const DEFINITION_LINE = /\n(?= {0,3}\[\^[^\]\s]+\]:)/
/** A line that does not go on with the paragraph of a note. */
const BEGINS_BLOCK = /^ {0,3}(?:\[\^[^\]\s]+\]:|#{1,6}(?:\s|$)|>|`{3}|~{3}|[-*+]\s|\d{1,9}[.)]\s|\||(?:[-*_] *){3,}$)/

/** What knows which notes there are while a text is read. */
export interface NoteBook {
  /** Null when there is no such note. */
  numberOf(label: string): number | null
  define(definition: NoteDefinition): void
}

export function mayHoldNotes(text: string): boolean {
  return text.includes('[^')
}

export function labelOf(written: string): string {
  return written.toLowerCase()
}

export const noteReference = (book: (lexer: object) => NoteBook | null): TokenizerExtension => ({
  name: 'noteReference',
  level: 'inline',
  tokenizer(text) {
    const match = REFERENCE.exec(text)
    const label = labelOf(match?.[1] ?? '')
    const number = match ? (book(this.lexer)?.numberOf(label) ?? null) : null
    return match && number !== null ? ({ type: 'noteReference', raw: match[0], label, number } satisfies NoteReference) : undefined
  }
})

export const noteDefinition = (book: (lexer: object) => NoteBook | null): TokenizerExtension => ({
  name: 'note',
  level: 'block',
  childTokens: ['tokens'],
  start: (text) => {
    const match = DEFINITION_LINE.exec(text)
    return match ? match.index + 1 : undefined
  },
  tokenizer(text) {
    const match = DEFINITION.exec(text)
    if (!match) return undefined
    const [raw, inside] = noteText(text, match[0].length)
    const note: NoteDefinition = { type: 'note', raw, label: labelOf(match[1] ?? ''), tokens: [] }
    book(this.lexer)?.define(note)
    this.lexer.blockTokens(inside, note.tokens)
    return note
  }
})

/** A note's source and what is in it: its first paragraph, and after that whatever is indented by four. */
function noteText(text: string, start: number): readonly [raw: string, inside: string] {
  const lines = text.slice(start).split('\n')
  let count = 1
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const afterBlank = (lines[at - 1] ?? '').trim() === ''
    const indented = /^(?: {4}|\t)/.test(line)
    if (line.trim() === '') continue
    if (!indented && (afterBlank || BEGINS_BLOCK.test(line))) break
    count = at + 1
  }
  const inside = lines.slice(0, count)
  const ends = count < lines.length ? 1 : 0
  const length = inside.join('\n').length + ends
  return [text.slice(0, start + length), inside.map((line) => line.replace(/^(?: {4}|\t)/, '')).join('\n')]
}
