/** The only elements an answer can be made of; nothing a model writes adds to this list. */
export type Tag =
  | 'p' | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'ul' | 'ol' | 'li' | 'blockquote' | 'hr' | 'br'
  | 'strong' | 'em' | 'del' | 'code' | 'a' | 'span' | 'sub' | 'sup' | 'kbd'
  | 'div' | 'table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td'

export interface Attributes {
  /** The number of a list item that is not one more than the one before. */
  readonly value?: string
  /** What a link within the answer leads to: the same words stand after the `#` of its address. */
  readonly 'data-note'?: string
  readonly class?: string
  /** The work of `safeLink`, or `#` and what a `data-note` says. */
  readonly href?: string
  readonly title?: string
  readonly start?: string
  readonly role?: string
  readonly tabindex?: string
  readonly 'aria-label'?: string
}

export interface ElementTree {
  readonly kind: 'element'
  readonly tag: Tag
  readonly attributes: Attributes
  readonly children: readonly Tree[]
}

/** A code block. Its text is kept in parts of `LINES_PER_PART` lines, so that growing touches the last one only. */
export interface CodeTree {
  readonly kind: 'code'
  /** The first word after the fence, in lower case; empty when there is none. */
  readonly language: string
  readonly parts: readonly string[]
  /** False while the fence is still open. */
  readonly closed: boolean
}

/** A formula. */
export interface MathTree {
  readonly kind: 'math'
  readonly tex: string
  /** On lines of its own. */
  readonly display: boolean
  /** False while its end is not written: then its source is shown. */
  readonly closed: boolean
}

/** What is shown, as plain data. Objects are never changed: the same object means the same DOM. */
export type Tree = string | ElementTree | CodeTree | MathTree

/** A part of this many lines lays out in well under a frame. */
export const LINES_PER_PART = 40

export function element(tag: Tag, children: readonly Tree[], attributes: Attributes = {}): ElementTree {
  return { kind: 'element', tag, attributes, children }
}

export function codeParts(text: string): string[] {
  const parts: string[] = []
  let start = 0
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (++lines % LINES_PER_PART !== 0) continue
    parts.push(text.slice(start, at + 1))
    start = at + 1
  }
  if (start < text.length || parts.length === 0) parts.push(text.slice(start))
  return parts
}

/** `now`, made of the objects of `before` wherever it is alike: those the page leaves as they are. */
export function withKept(before: Tree | undefined, now: Tree): Tree {
  if (before === now || typeof before !== 'object' || typeof now !== 'object') return now
  if (now.kind === 'code') return before.kind === 'code' && sameCode(before, now) ? before : now
  if (now.kind === 'math') return before.kind === 'math' && sameMath(before, now) ? before : now
  if (before.kind !== 'element' || before.tag !== now.tag) return now
  const children = now.children.map((child, at) => withKept(before.children[at], child))
  const { length } = before.children
  const same = children.length === length && children.every((child, at) => child === before.children[at])
  return same && sameAttributes(before.attributes, now.attributes) ? before : element(now.tag, children, now.attributes)
}

function sameCode(a: CodeTree, b: CodeTree): boolean {
  if (a.language !== b.language || a.closed !== b.closed || a.parts.length !== b.parts.length) return false
  return a.parts.every((part, at) => part === b.parts[at])
}

function sameMath(a: MathTree, b: MathTree): boolean {
  return a.tex === b.tex && a.display === b.display && a.closed === b.closed
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return left.length === right.size && left.every(([name, value]) => right.get(name) === value)
}
