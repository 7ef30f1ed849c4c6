import type { MarkedToken, Token, Tokens } from 'marked'
import { decodeEntities } from './entities'
import type { MathToken } from './math'
import type { NoteReference } from './notes'
import { safeLink } from './safe-link'
import { element, type Tag, type Tree } from './tree'

/** Raw HTML is shown as text, except these, and only without attributes. */
const HARMLESS: Readonly<Record<string, Tag>> = { sub: 'sub', sup: 'sup', kbd: 'kbd' }
const HARMLESS_TAG = /^<(\/?)(sub|sup|kbd)>$/i
const LINE_BREAK = /^<br\s*\/?>$/i

/** Nesting beyond this is shown as it was written; no answer needs it, and it keeps recursion bounded. */
export const DEEPEST = 48

interface OpenTag {
  readonly tag: Tag
  readonly raw: string
  readonly children: Tree[]
}

export function inlineTrees(tokens: readonly Token[], depth: number): Tree[] {
  const bottom: Tree[] = []
  const open: OpenTag[] = []
  const add = (tree: Tree): void => append(open.at(-1)?.children ?? bottom, tree)
  for (const token of tokens as readonly MarkedToken[]) {
    if (token.type === 'html') takeHtml(token, open, add)
    else add(depth > DEEPEST ? token.raw : (addedTree(token, depth + 1) ?? inlineTree(token, depth + 1)))
  }
  for (let unclosed = open.pop(); unclosed; unclosed = open.pop()) {
    add(unclosed.raw)
    unclosed.children.forEach(add)
  }
  return bottom
}

function takeHtml(token: Tokens.HTML | Tokens.Tag, open: OpenTag[], add: (tree: Tree) => void): void {
  const raw = token.raw
  const [, closing, name = ''] = HARMLESS_TAG.exec(raw) ?? []
  const tag = HARMLESS[name.toLowerCase()]
  if (LINE_BREAK.test(raw)) return add(element('br', []))
  if (tag === undefined) return add(raw)
  if (closing === '') {
    open.push({ tag, raw, children: [] })
    return
  }
  if (open.at(-1)?.tag !== tag) return add(raw)
  const done = open.pop()
  if (done) add(element(tag, done.children))
}

export function isMath(token: Token): token is MathToken {
  return token.type === 'math'
}

export function mathTree({ tex, display, closed }: MathToken): Tree {
  return { kind: 'math', tex, display, closed }
}

/** What answers add to CommonMark and GFM; null for everything else. */
function addedTree(token: Token, depth: number): Tree | null {
  if (isMath(token)) return mathTree(token)
  if (token.type === 'pendingLink') return element('span', inlineTrees(token.tokens ?? [], depth))
  if (token.type !== 'noteReference') return null
  const number = String((token as NoteReference).number)
  return element('sup', [element('a', [number], { href: `#note-${number}`, 'data-note': `note-mention-${number}` })])
}

function inlineTree(token: MarkedToken, depth: number): Tree {
  switch (token.type) {
    case 'text':
      return token.tokens ? element('span', inlineTrees(token.tokens, depth)) : decodeEntities(token.text)
    case 'escape':
      return token.text
    case 'codespan':
      return element('code', [token.text])
    case 'br':
      return element('br', [])
    case 'strong':
    case 'em':
    case 'del':
      return element(token.type, inlineTrees(token.tokens, depth))
    case 'link':
      return linkTree(token, depth)
    case 'image':
      return imageTree(token)
    default:
      return token.raw
  }
}

function linkTree(token: Tokens.Link, depth: number): Tree {
  const href = safeLink(token.href)
  const children = inlineTrees(token.tokens, depth)
  return href === null ? element('span', children) : element('a', children, { href, title: href })
}

/** Pictures are never fetched: that would tell a stranger that the answer was read. */
function imageTree(token: Tokens.Image): Tree {
  const href = safeLink(token.href)
  const words = wordsOf(inlineTrees(token.tokens, 0))
  const label = words === '' ? (href ?? token.raw) : words
  if (href === null) return element('span', [label], { class: 'picture' })
  return element('a', [label], { class: 'picture', href, title: href })
}

function wordsOf(trees: readonly Tree[]): string {
  return trees.map((tree) => (typeof tree === 'string' ? tree : tree.kind === 'element' ? wordsOf(tree.children) : '')).join('')
}

/** Neighbouring pieces of text become one, so that the same words make the same tree however they were cut. */
function append(list: Tree[], tree: Tree): void {
  const last = list.at(-1)
  if (typeof tree === 'string' && typeof last === 'string') list[list.length - 1] = last + tree
  else if (tree !== '') list.push(tree)
}
