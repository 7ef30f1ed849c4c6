import type { Token } from 'marked'
import { blockTree, blockTrees } from './block-tree'
import { fenceStart } from './fence'
import { healTail } from './heal-tail'
import { lex, lexUnfinished, NOTHING_BEFORE, withLinksIn, type Before } from './lex'
import { NO_NOTES, noteSection, withNotesIn, type Notes } from './note-section'
import { mayHoldNotes } from './notes'
import { isMath } from './inline-tree'
import { joinOpen, openBlock, type OpenBlock } from './open-block'
import { OpenFence } from './open-fence'
import { PlainEnd } from './plain-end'
import { mayReachBack } from './reach-back'
import { withKept, type Tree } from './tree'

/**
 * An unfinished block longer than this is lexed again when it has grown by a sixteenth, which keeps the cost linear, or
 * when the last time was twenty times as long ago as it took: a slow answer shows all that has come.
 */
const ALWAYS_LEXED = 8192
const GROWTH = 1 / 16
const PAUSE = 20
const NOT_LEXED = -1

/** Whether the end of a text is the writer's, or where something cut it off. */
export type TextEnd = 'whole' | 'cut'

/** The trees of a text that grows no more. One that was cut off is shown as while it grew: without raw markup. */
export function parseMarkdown(text: string, textEnd: TextEnd = 'whole'): readonly Tree[] {
  const written = normal(text)
  const { tokens } = textEnd === 'whole' ? lex(written) : lexUnfinished(healTail(written), NOTHING_BEFORE)
  const section = mayHoldNotes(written) ? noteSection(withNotesIn(tokens, NO_NOTES)) : null
  return section ? [...blockTrees(tokens, 0), section] : blockTrees(tokens, 0)
}

/**
 * An answer that grows at its end. Finished blocks are frozen and keep their objects; only the unfinished end is lexed
 * again. What reaches back over frozen blocks (a link defined at the very end) is settled by `end`.
 */
export class MarkdownStream {
  #whole = ''
  #tail = ''
  #lexedTail = NOT_LEXED
  /** When it was, and how long it took, by the clock. */
  #lexedAt = 0
  #lexedFor = 0
  /** How much of the tail is shown: what was lexed, and the plain words since. */
  #readTail = 0
  #plainEnd: PlainEnd | null = null
  #carriageReturn = false
  #open: OpenBlock | null = null
  #fence: OpenFence | null = null
  /** Where in the text the open fence begins. */
  #fenceAt = 0
  #before: Before = NOTHING_BEFORE
  #notes: Notes = NO_NOTES
  readonly #clock: () => number
  readonly #frozen: Tree[] = []
  #unfrozen: readonly Tree[] = []
  /** Characters given to the lexer so far; for the test that this stays linear. */
  lexedChars = 0

  /** `clock` counts milliseconds. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock
  }

  append(text: string): void {
    const written = normal((this.#carriageReturn ? '\r' : '') + text)
    // A carriage return at the end may be half of a line break.
    this.#carriageReturn = text.endsWith('\r')
    const piece = this.#carriageReturn ? written.slice(0, -1) : written
    this.#grow(piece)
  }

  /** Finished blocks: this list only grows, and nothing in it changes. */
  get finished(): readonly Tree[] {
    return this.#frozen
  }

  /** The blocks after the finished ones, as they can be shown now. */
  get unfinished(): readonly Tree[] {
    return this.#unfrozen
  }

  /** Whether some of the text is left for a later `read`. */
  get isBehind(): boolean {
    return !this.#fence && this.#readTail < this.#tail.length
  }

  /** Everything that can be shown of the text so far. Objects that were there before are the same objects. */
  blocks(): readonly Tree[] {
    this.read()
    return [...this.#frozen, ...this.#unfrozen]
  }

  /** Brings `finished` and `unfinished` up to what was appended. */
  read(): void {
    while (this.#readFence() === 'closed') continue
    if (this.#fence) {
      this.#show([this.#fence.tree(false)], this.#notes)
      return
    }
    if (this.#readWords() || !this.#isDue()) return
    const startedAt = this.#clock()
    this.#lexTail()
    this.#lexedAt = this.#clock()
    this.#lexedFor = this.#lexedAt - startedAt
  }

  #lexTail(): void {
    const tailLength = this.#tail.length
    this.#lexedTail = tailLength
    const prefix = this.#open?.prefix ?? ''
    const source = prefix + healTail(this.#tail)
    this.lexedChars += source.length
    const { tokens, healed } = lexUnfinished(source, this.#before)
    const trees = this.#asShown(this.#joined(tokens))
    const notes = this.#notesWith(tokens)
    const settled = this.#freeze(tokens, trees, source)
    this.#show(trees.slice(settled).filter((tree) => tree !== null), notes)
    const asWritten = !healed && source.length === prefix.length + tailLength
    this.#readTail = this.#tail.length
    this.#plainEnd = asWritten && trees.at(-1) !== null ? PlainEnd.of(this.#unfrozen.at(-1), source) : null
  }

  /** Settles everything: from here on the blocks equal those of the whole text read at once. */
  end(textEnd: TextEnd = 'whole'): readonly Tree[] {
    if (this.#carriageReturn) this.#grow('\n')
    this.#carriageReturn = false
    const before = this.#unfrozen
    const rest = textEnd === 'cut' || mayReachBack(this.#whole) ? null : this.#endOfTail()
    if (rest) return [...this.#frozen, ...rest.map((tree, at) => withKept(before[at], tree))]
    this.lexedChars += this.#whole.length
    const shown = [...this.#frozen, ...before]
    return parseMarkdown(this.#whole, textEnd).map((tree, at) => withKept(shown[at], tree))
  }

  /** What comes after the finished blocks. */
  #endOfTail(): readonly Tree[] {
    while (this.#readFence() === 'closed') continue
    if (this.#fence?.closeAtEnd() === true) return [this.#fence.tree(true)]
    // What is in a fence means nothing outside of it: all of it is read again, but nothing before it.
    const source = this.#fence ? this.#whole.slice(this.#fenceAt) : (this.#open?.prefix ?? '') + this.#tail
    this.lexedChars += source.length
    return this.#joined(lex(source).tokens).filter((tree) => tree !== null)
  }

  #grow(piece: string): void {
    this.#whole += piece
    this.#tail += piece
  }

  #show(blocks: readonly Tree[], notes: Notes): void {
    const section = noteSection(notes)
    this.#unfrozen = section ? [...blocks, section] : blocks
  }

  #notesWith(tokens: readonly Token[]): Notes {
    return mayHoldNotes(this.#tail) ? withNotesIn(tokens, this.#notes) : this.#notes
  }

  /** Whether all that came were more plain words for the last block. */
  #readWords(): boolean {
    const block = this.#plainEnd?.with(this.#tail.slice(this.#readTail)) ?? null
    if (block === null) {
      this.#plainEnd = null
      return false
    }
    this.#readTail = this.#tail.length
    this.#unfrozen = [...this.#unfrozen.slice(0, -1), block]
    return true
  }

  #isDue(): boolean {
    if (this.#lexedTail === NOT_LEXED) return true
    const grown = this.#tail.length - this.#lexedTail
    if (this.#tail.length <= ALWAYS_LEXED || grown === 0) return grown !== 0
    return grown >= this.#lexedTail * GROWTH || this.#clock() - this.#lexedAt > this.#lexedFor * PAUSE
  }

  #readFence(): 'open' | 'closed' | 'none' {
    if (!this.#fence) {
      const start = this.#open ? null : fenceStart(this.#tail)
      if (!start) return 'none'
      this.#fence = new OpenFence(start)
      this.#fenceAt = this.#whole.length - this.#tail.length
      this.#tail = this.#tail.slice(start.length)
    }
    this.lexedChars += this.#tail.length
    this.#plainEnd = null
    const rest = this.#fence.append(this.#tail)
    this.#tail = rest ?? ''
    this.#lexedTail = NOT_LEXED
    if (rest === null) return 'open'
    this.#frozen.push(this.#fence.tree(true))
    this.#fence = null
    return 'closed'
  }

  /** The same, of the objects that are shown already. */
  #asShown(trees: readonly (Tree | null)[]): (Tree | null)[] {
    const shown = this.#unfrozen.values()
    return trees.map((tree) => tree && withKept(shown.next().value, tree))
  }

  /** One tree per token, the first joined with the block it goes on from. */
  #joined(tokens: readonly Token[]): (Tree | null)[] {
    const trees = tokens.map((token) => blockTree(token))
    if (!this.#open) return trees
    const joined = joinOpen(this.#open, trees[0] ?? undefined)
    if (joined) return [joined, ...trees.slice(1)]
    this.#frozen.push(this.#open.head)
    this.#open = null
    return trees
  }

  /** How many of the tokens are finished now. */
  #freeze(tokens: readonly Token[], trees: readonly (Tree | null)[], source: string): number {
    const prefix = this.#open?.prefix.length ?? 0
    const isSettled = (offset: number): boolean => hasTwoLines(this.#tail, offset - prefix)
    let offset = 0
    let settled = 0
    let frozenEnd = 0
    for (const [at, token] of tokens.entries()) {
      // Blank lines say nothing yet: an indented line after them would go on with the list before them. Nor does a
      // formula without its end: at the next blank line it may turn out to be words.
      const isWhole = token.type !== 'space' && !(isMath(token) && !token.closed)
      if (at > 0 && isWhole && isSettled(offset)) [settled, frozenEnd] = [at, offset]
      if (!source.startsWith(token.raw, offset)) break
      offset += token.raw.length
    }
    if (settled > 0) this.#keep(tokens.slice(0, settled), trees.slice(0, settled), frozenEnd - prefix)
    else if (tokens[0]) this.#openFirst(tokens[0], isSettled, source)
    return settled
  }

  #keep(tokens: readonly Token[], trees: readonly (Tree | null)[], end: number): void {
    this.#frozen.push(...trees.filter((tree) => tree !== null))
    this.#keepBefore(tokens)
    this.#cut(end)
    this.#open = null
  }

  /** Remembers what these finished tokens mean for the text after them. */
  #keepBefore(tokens: readonly Token[]): void {
    this.#notes = this.#notesWith(tokens)
    this.#before = { links: withLinksIn(tokens, this.#before.links), noteNumbers: this.#notes.numbers }
  }

  #openFirst(token: Token, isSettled: (offset: number) => boolean, source: string): void {
    if (!source.startsWith(token.raw)) return
    const opened = openBlock(token, isSettled)
    if (!opened) return
    const head = this.#open ? joinOpen(this.#open, opened.head) : opened.head
    if (!head) return
    this.#keepBefore(opened.kept)
    this.#cut(opened.end - (this.#open?.prefix.length ?? 0))
    this.#open = { ...opened, head }
  }

  #cut(end: number): void {
    this.#tail = this.#tail.slice(end)
    this.#lexedTail = this.#tail.length
  }
}

/** A line that is complete says what the block before it was, and two of them what a table is. */
function hasTwoLines(text: string, offset: number): boolean {
  const first = text.indexOf('\n', offset)
  return first !== -1 && text.indexOf('\n', first + 1) !== -1
}

function normal(text: string): string {
  // CommonMark, section 2.3: a NUL is replaced; here it would also be taken for our own mark in formulas.
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  return lines.includes('\0') ? lines.replaceAll('\0', '\uFFFD') : lines
}
