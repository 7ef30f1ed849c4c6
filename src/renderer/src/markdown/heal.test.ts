import { describe, expect, it } from 'vitest'
import { healInline } from './heal-inline'
import { healTail } from './heal-tail'
import { MarkdownStream } from './markdown-stream'
import type { Tree } from './tree'

describe('an unfinished line', () => {
  it.each([
    ['a **bold', 'a **bold**'],
    ['a **bold*', 'a **bold**'],
    ['a **', 'a '],
    ['a ***both', 'a ***both***'],
    ['a **b *c', 'a **b *c***'],
    ['a **b** c', 'a **b** c'],
    ['2 * 3', '2 * 3'],
    ['snake_case_name', 'snake_case_name'],
    ['a `code', 'a `code`'],
    ['a ``co`', 'a ``co``'],
    ['a `', 'a '],
    ['a **use `x', 'a **use `x`**'],
    ['a [word', 'a word'],
    ['a [word](https://x', 'a word'],
    ['a [word](https://x.example)', 'a [word](https://x.example)'],
    ['an ![pic](https://x', 'an pic'],
    ['a ~~gone', 'a ~~gone~~'],
    ['a <br', 'a '],
    ['a < b', 'a < b'],
    ['a <me@exam', 'a me@exam'],
    ['a ~5 to', 'a ~5 to'],
    ['5*4', '5*4'],
    ['a**中', 'a**中**'],
    ['R&D', 'R&D'],
    ['a &nbs', 'a '],
    ['a \\', 'a ']
  ])('%j is shown as %j', (written, shown) => expect(healInline(written)).toBe(shown))
})

describe('an unfinished end', () => {
  it.each([
    ['text\n-', 'text\n'],
    ['text\n##', 'text\n'],
    ['text\n1.', 'text\n'],
    ['text\n``', 'text\n'],
    ['text\n```py', 'text\n'],
    ['- [', ''],
    ['- [ ]', ''],
    ['- a', '- a'],
    ['```\ncode\n``', '```\ncode\n'],
    ['```\n- \n| a', '```\n- \n| a'],
    ['| a | b', '| a | b |\n|---|---|'],
    ['x\n\n| a | b |\n|--', 'x\n\n| a | b |\n|---|---|'],
    ['| a | b |\n|---|---|\n| 1', '| a | b |\n|---|---|\n| 1'],
    ['| | a | b', '| | a | b |\n|---|---|---|'],
    ['x\n| |', 'x\n'],
    ['> | a | b |\n> |-', '> | a | b |\n> |---|---|'],
    ['- | a |', '- | a |\n  |---|'],
    ['- a\n  - b\n\n    | c', '- a\n  - b\n\n    | c |\n    |---|'],
    ['text\n\n    | c', 'text\n\n    | c'],
    ['| | |\n|--', '| | |\n|---|---|'],
    ['| | |\n|---|---|\n', '| | |\n|---|---|\n'],
    ['| a |\n|---|\n|  |\n| 1', '| a |\n|---|\n|  |\n| 1'],
    ['a | b\n|---|---|\n', 'a | b\n|---|---|\n'],
    ['a | b\n--|', 'a | b |\n|---|---|'],
    ['a | b\n--|--\n1 | 2\n-|', 'a | b\n--|--\n1 | 2\n-|']
  ])('%j is shown as %j', (written, shown) => expect(healTail(written)).toBe(shown))
})

function words(trees: readonly Tree[]): string {
  return trees.map((tree) => {
    if (typeof tree === 'string') return tree
    return tree.kind === 'element' ? words(tree.children) : tree.kind === 'math' ? tree.tex : ''
  }).join('')
}

it('never shows raw markup, whichever character came last', () => {
  const text =
    'It **falls** and *goes* with `the` [moon](https://a.example/x_y) ~~not~~ it.\n\n## A **head**\n\n- **one** item\n' +
    '- `two` items\n\n| a | **b** |\n|---|---|\n| `1` | *2* |\n\n```ts\nlet a\n```\n\n1. [x](https://a.example)\n'
  const stream = new MarkdownStream()
  for (const char of text) {
    stream.append(char)
    expect(words(stream.blocks())).not.toMatch(/[*`~|[\]#]|https|--/)
  }
})
