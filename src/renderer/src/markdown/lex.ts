import type { MarkedToken, Token, Tokens } from 'marked'
import { AnswerLexer } from './answer-lexer'
import { healInline } from './heal-inline'
import { visitTokens } from './visit-tokens'

export type Links = Readonly<Record<string, Pick<Tokens.Link | Tokens.Image, 'href' | 'title'>>>

/** What was found in the text before this piece of it. */
export interface Before {
  readonly links: Links
  /** The numbers of the footnotes mentioned so far, by label. */
  readonly noteNumbers: ReadonlyMap<string, number>
}

export const NOTHING_BEFORE: Before = { links: {}, noteNumbers: new Map() }

export interface Lexed {
  readonly tokens: readonly Token[]
  /** Whether something is shown that is not written yet, or not shown that is. */
  readonly healed: boolean
}

/** Block tokens of a whole answer. */
export function lex(text: string): Lexed {
  return lexWith(text, new AnswerLexer(text, false, NOTHING_BEFORE.noteNumbers), NOTHING_BEFORE, () => false)
}

/** Block tokens of the end of an answer that is still being written: its last line is healed. */
export function lexUnfinished(text: string, before: Before): Lexed {
  return lexWith(text, new AnswerLexer(text, true, before.noteNumbers), before, (lexer) => {
    const last = lexer.inlineQueue.filter((entry) => entry.src.trim() !== '').at(-1)
    if (!last || endsInSource(lexer.tokens) || !isEndOf(last.src, text)) return false
    const written = last.src
    const isFlooded = marksIn(written) > MOST_MARKS_UNFINISHED
    if (isFlooded) last.tokens.push(plainText(written))
    last.src = isFlooded ? '' : healInline(written)
    return last.src !== written
  })
}

function lexWith(text: string, lexer: AnswerLexer, before: Before, heal: (lexer: AnswerLexer) => boolean): Lexed {
  const tokens = lexer.tokens
  let healed = false
  // Into marked's own object, which has no prototype: `[constructor]` is no link that is known.
  Object.assign(tokens.links, before.links)
  try {
    lexer.blockTokens(text, tokens)
    healed = heal(lexer)
    for (const { src, tokens: inlineTokens } of lexer.inlineQueue) {
      // An HTML tag that is never closed ends with its block.
      lexer.state.inRawBlock = false
      lexer.state.inLink = false
      if (isFlood(src)) inlineTokens.push(plainText(src))
      else lexer.inlineTokens(src, inlineTokens)
    }
  } catch (error) {
    // Nesting so deep that the lexer runs out of stack: no person wrote it, and it is shown as it is.
    if (error instanceof RangeError) return { tokens: [asWritten(text)], healed }
    throw error
  }
  return { tokens, healed }
}

/** The marks of emphasis are matched each with all others: with this many in one block the page would stand still. */
const MOST_MARKS = 2_000
/** The same of a block that is read anew with every word; at its end it is read whole. */
const MOST_MARKS_UNFINISHED = 300

function isFlood(text: string): boolean {
  return text.length > MOST_MARKS && marksIn(text) > MOST_MARKS
}

function marksIn(text: string): number {
  return text.match(/\*+|~+/g)?.length ?? 0
}

function plainText(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false }
}

/** `known` with the link definitions in these tokens; the first of a name holds. */
export function withLinksIn(tokens: readonly Token[], known: Links): Links {
  let links = known
  visitTokens(tokens, (token) => {
    if (!isDefinition(token) || Object.hasOwn(links, token.tag)) return
    links = { ...links, [token.tag]: { href: token.href, title: token.title ?? null } }
  })
  return links
}

function isDefinition(token: Token): token is Tokens.Def {
  return token.type === 'def'
}

/** Whether the last block is shown as it is written: its last line may be that of the words before it as well. */
function endsInSource(tokens: readonly Token[]): boolean {
  const last = tokens.filter(({ type }) => type !== 'space').at(-1) as MarkedToken | undefined
  if (last?.type === 'list') return endsInSource(last.items.at(-1)?.tokens ?? [])
  if (last?.type === 'blockquote') return endsInSource(last.tokens)
  return last?.type === 'code' || last?.type === 'html'
}

function isEndOf(leaf: string, text: string): boolean {
  // The delimiter that `healTail` may have put under the head of a table.
  const written = withoutEdge(text.replace(/\n[ \t>]*\|(?:---\|)+$/, ''))
  const end = withoutEdge(leaf.slice(leaf.lastIndexOf('\n') + 1))
  return !text.endsWith('\n\n') && end !== '' && written.endsWith(end)
}

/** Without the blanks and cell borders at its end. A pattern would try each blank within the text too. */
function withoutEdge(text: string): string {
  let end = text.length
  while (end > 0 && /[\s|]/.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

function asWritten(text: string): Tokens.HTML {
  return { type: 'html', raw: text, text, pre: false, block: true }
}
