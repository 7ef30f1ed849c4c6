import type { MarkedToken, Token, Tokens } from 'marked'
import { isClosedFence, languageOf } from './fence'
import { DEEPEST, inlineTrees, isMath, mathTree } from './inline-tree'
import { codeParts, element, type CodeTree, type ElementTree, type Tag, type Tree } from './tree'

const HEADINGS: readonly Tag[] = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const ONLY_BREAKS = /^(?:<br\s*\/?>\s*)+$/i

/** The tree of one block token; null where nothing is shown (blank lines, link definitions). */
export function blockTree(token: Token, depth = 0): Tree | null {
  const block = token as MarkedToken
  if (isMath(token)) return mathTree(token)
  if (token.type === 'note') return null
  if (depth > DEEPEST) return element('p', [block.raw], { class: 'as-written' })
  switch (block.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return null
    case 'heading':
      return element(HEADINGS[block.depth - 1] ?? 'h6', inlineTrees(block.tokens, depth))
    case 'paragraph':
    case 'text':
      return element('p', inlineTrees(block.tokens ?? [block], depth))
    case 'code':
      return codeTree(block)
    case 'blockquote':
      return element('blockquote', blockTrees(block.tokens, depth + 1))
    case 'list':
      return listTree(block, depth)
    case 'table':
      return tableTree(block, depth)
    case 'hr':
      return element('hr', [])
    case 'html':
      return htmlTree(block.text)
    default:
      return element('p', inlineTrees([block], depth))
  }
}

export function blockTrees(tokens: readonly Token[], depth: number): Tree[] {
  return tokens.flatMap((token) => blockTree(token, depth) ?? [])
}

export function listTree(token: Tokens.List, depth = 0): ElementTree {
  const numbered = token.ordered && typeof token.start === 'number' && token.start !== 1
  return element(token.ordered ? 'ol' : 'ul', token.items.map((item) => itemTree(item, depth + 1)), {
    ...(token.loose ? { class: 'loose' } : {}),
    ...(numbered ? { start: String(token.start) } : {})
  })
}

function itemTree(item: Tokens.ListItem, depth: number): Tree {
  const children = item.tokens.flatMap((token) => blockTree(withoutCheckbox(token), depth) ?? [])
  if (!item.task) return element('li', children)
  const box = element('span', [], {
    class: 'checkbox',
    role: 'img',
    'aria-label': item.checked === true ? '☑' : '☐'
  })
  const first = children[0]
  const inParagraph = typeof first === 'object' && first.kind === 'element' && first.tag === 'p'
  if (!inParagraph) return element('li', [box, ...children], { class: 'task' })
  return element('li', [element('p', [box, ...first.children]), ...children.slice(1)], { class: 'task' })
}

function withoutCheckbox(token: Token): Token {
  const block = token as MarkedToken
  if ((block.type !== 'paragraph' && block.type !== 'text') || !block.tokens) return token
  return { ...block, tokens: block.tokens.filter((inline) => inline.type !== 'checkbox') }
}

/** table > thead, tbody, in a box that scrolls sideways by itself. */
export function tableTree(token: Tokens.Table, depth = 0): ElementTree {
  const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td'): Tree =>
    element('tr', cells.map((cell) => cellTree(cell, tag, depth)))
  const head = element('thead', [row(token.header, 'th')])
  const body = element('tbody', token.rows.map((cells) => row(cells, 'td')))
  return element('div', [element('table', [head, body])], { class: 'table', role: 'group', tabindex: '0' })
}

function cellTree(cell: Tokens.TableCell, tag: 'th' | 'td', depth: number): Tree {
  const attributes = cell.align === null ? {} : { class: `align-${cell.align}` }
  return element(tag, inlineTrees(cell.tokens, depth), attributes)
}

export function codeTree(token: Tokens.Code): CodeTree {
  const fenced = token.codeBlockStyle !== 'indented'
  const closed = !fenced || isClosedFence(token.raw)
  // The lexer leaves the break of the last line out, but not that of an empty one.
  const text = fenced && closed ? token.text.replace(/\n$/, '') : token.text
  return { kind: 'code', language: languageOf(token.lang ?? ''), parts: codeParts(text), closed }
}

function htmlTree(text: string): Tree {
  const written = text.trimEnd()
  if (ONLY_BREAKS.test(written)) return element('p', [element('br', [])])
  return element('p', [written], { class: 'as-written' })
}
