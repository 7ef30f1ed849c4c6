import { Lexer, type Token, type Tokens } from 'marked'
import { healInline } from './heal-inline'

export type Links = Readonly<Record<string, Pick<Tokens.Link | Tokens.Image, 'href' | 'title'>>>

export interface Lexed {
  readonly tokens: readonly Token[]
  readonly links: Links
  /** Whether something is shown that is not written yet, or not shown that is. */
  readonly healed: boolean
}

/** Block tokens of a piece of an answer, with the link definitions that were found before it. */
export function lex(text: string, known: Links): Lexed {
  return lexWith(text, known, () => false)
}

/** The same for the end of an answer that is still being written: its last line is healed. */
export function lexUnfinished(text: string, known: Links): Lexed {
  return lexWith(text, known, (lexer) => {
    const last = lexer.inlineQueue.filter((entry) => entry.src.trim() !== '').at(-1)
    if (!last || !isEndOf(last.src, text)) return false
    const written = last.src
    last.src = healInline(written)
    return last.src !== written
  })
}

function lexWith(text: string, known: Links, beforeInline: (lexer: Lexer) => boolean): Lexed {
  const lexer = new Lexer({ gfm: true })
  const tokens = lexer.tokens
  let healed = false
  tokens.links = { ...known }
  try {
    lexer.blockTokens(text, tokens)
    healed = beforeInline(lexer)
    for (const { src, tokens: inlineTokens } of lexer.inlineQueue) {
      lexer.state.inRawBlock = false
      lexer.inlineTokens(src, inlineTokens)
    }
  } catch (error) {
    // Nesting so deep that the lexer runs out of stack: no person wrote it, and it is shown as it is.
    if (error instanceof RangeError) return { tokens: [asWritten(text)], links: known, healed }
    throw error
  }
  return { tokens, links: tokens.links, healed }
}

function isEndOf(leaf: string, text: string): boolean {
  // The delimiter that `healTail` may have put under the head of a table.
  const written = text.replace(/\n\|(?:---\|)+$/, '').replace(/[\s|]+$/, '')
  const end = leaf.slice(leaf.lastIndexOf('\n') + 1).replace(/[\s|]+$/, '')
  return !text.endsWith('\n\n') && end !== '' && written.endsWith(end)
}

function asWritten(text: string): Tokens.HTML {
  return { type: 'html', raw: text, text, pre: false, block: true }
}
