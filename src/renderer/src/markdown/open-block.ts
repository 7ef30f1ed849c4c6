import type { MarkedToken, Token } from 'marked'
import { listTree, tableTree } from './block-tree'
import { element, type ElementTree, type Tree } from './tree'

/** A list or a table that is still growing: its finished items or rows are kept and not lexed again. */
export interface OpenBlock {
  readonly kind: 'list' | 'table'
  /** What has to stand before the rest for it to be read alike: the head of a table. */
  readonly prefix: string
  readonly head: ElementTree
  /** The tokens of the finished items or rows. */
  readonly kept: readonly Token[]
  /** Where in the lexed text the part begins that is not kept. */
  readonly end: number
}

/** Opens the block that the text begins with, keeping the parts that end where `isSettled`; null when there is none. */
export function openBlock(token: Token, isSettled: (offset: number) => boolean): OpenBlock | null {
  const block = token as MarkedToken
  if (block.type === 'list') {
    const raws = block.items.map((item) => item.raw)
    const [kept, end] = settledParts(raws, 0, isSettled)
    const head = listTree({ ...block, items: block.items.slice(0, kept) })
    return kept === 0 ? null : { kind: 'list', prefix: '', head, end, kept: block.items.slice(0, kept) }
  }
  if (block.type !== 'table') return null
  const lines = block.raw.split('\n').map((line) => `${line}\n`)
  const prefix = lines.slice(0, 2).join('')
  const [kept, end] = settledParts(lines.slice(2), prefix.length, isSettled)
  const keptRows = { ...block, rows: block.rows.slice(0, kept) }
  return kept === 0 ? null : { kind: 'table', prefix, head: tableTree(keptRows), end, kept: [keptRows] }
}

/** The last part is never kept: it may still grow. */
function settledParts(
  raws: readonly string[],
  start: number,
  isSettled: (offset: number) => boolean
): readonly [kept: number, end: number] {
  let end = start
  let kept = 0
  for (const raw of raws.slice(0, -1)) {
    if (!isSettled(end + raw.length)) break
    end += raw.length
    kept++
  }
  return [kept, end]
}

/** The kept part and what was lexed after it as one; null when they do not belong together after all. */
export function joinOpen(open: OpenBlock, rest: Tree | undefined): ElementTree | null {
  if (typeof rest !== 'object' || rest.kind !== 'element' || rest.tag !== open.head.tag) return null
  if (open.kind === 'table') return joinTable(open.head, rest)
  const loose = rest.attributes.class === undefined ? {} : { class: rest.attributes.class }
  return element(rest.tag, [...open.head.children, ...rest.children], { ...open.head.attributes, ...loose })
}

function joinTable(head: ElementTree, rest: ElementTree): ElementTree | null {
  const [table] = head.children
  const [moreTable] = rest.children
  if (!isElement(table) || !isElement(moreTable)) return null
  const [columns, rows] = table.children
  const moreRows = moreTable.children[1]
  if (!isElement(columns) || !isElement(rows) || !isElement(moreRows)) return null
  const body = element('tbody', [...rows.children, ...moreRows.children])
  return element('div', [element('table', [columns, body])], head.attributes)
}

function isElement(tree: Tree | undefined): tree is ElementTree {
  return typeof tree === 'object' && tree.kind === 'element'
}
