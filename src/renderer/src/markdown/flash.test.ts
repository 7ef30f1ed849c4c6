import { describe, expect, it } from 'vitest'
import { MarkdownStream } from './markdown-stream'
import type { Tree } from './tree'

/** What a person would read as raw markup; the finished texts below hold none of it. */
const RAW = /\*\*|__|~~|`|\]\(|\]\[|\[|\||:--|--|\$|\\[([]|\[\^|^#|^>|^[-*+] |\(https?:|<\/?\w|&\w+;|\u0000/m

const RICH: Readonly<Record<string, string>> = {
  emphasis: 'It **falls** and *goes* with ***both***, __so__ and _so_, ~~not~~ this.\nNext **two *nested* ones** end.\n',
  code: 'Call `run()` or ``a b`` now.\n\n```ts\nlet a = 1\n```\n\n~~~\nplain\n~~~\n\nafter\n',
  links: 'See [the **moon**](https://a.example/x_(y) "title") and ![a picture](https://a.example/p.png) here.\n\nBy <https://b.example> too, or <me@b.example>.\n',
  references: 'See [the page][1] and [the other one][other], twice [the page][1].\n\n[1]: https://a.example\n[other]: https://b.example "T"\n',
  headings: '# One\n\n## Two **bold**\n\nThree\n=====\n\nFour\n----\n\ntext\n',
  lists: '- one\n- **two**\n  - three\n    1. four\n    2. five\n\n* six\n+ seven\n\n1) eight\n2) nine\n',
  tasks: '- [ ] open\n- [x] done\n  - [ ] inner\n',
  'bare tables': '| | **b** |\n|---|:-:|\n| 1 | 2 |\n\n- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n> | a | b |\n> |:--|--:|\n> | 1 | 2 |\n',
  'nested tables': '- one\n  - two\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n\n1. | c | d |\n   |---|---|\n   | 3 | 4 |\n',
  tables: 'Before\n\n| a | **b** | c |\n|:--|:-:|--:|\n| 1 | *2* | `3` |\n| 4 | [5](https://a.example) | 6 |\n\nafter\n',
  quotes: '> quoted **text**\n> goes on\n>\n> > deeper\n\nout\n',
  footnotes: 'The tide[^1] turns[^moon].\n\n[^1]: Twice *daily*.\n[^moon]: See [it](https://moon.example).\n\nend\n',
  math: 'It is $E = mc^2$ and \\(a_1 + b_2\\), $x$ so $\\frac{a}{b}$, $f(x) = ax + b$ and $|x|$, $(a, b)$, $-x$, $mc^2$, $H_2O$, $(ab)^n$, $f: A \\to B$, $n!$, $f\'(x)$, $v_{\\text{max at start}} = 1$.\n\n$$\n\\int_0^1 x \\, dx\n$$\n\n\\[\ny = 2\n\\]\n\n- item $x_1$\n\n  $$\n  y * z * w\n  $$\n',
  html: 'H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>,<br>next &amp; last &copy; end\n',
  rules: 'one\n\n---\n\ntwo\n\n***\n\nthree\n'
}

function words(trees: readonly Tree[]): string {
  return trees.map((tree) => (typeof tree === 'string' ? tree : tree.kind === 'element' ? wordsOf(tree) : sourceOf(tree))).join('')
}

function wordsOf(tree: Extract<Tree, { kind: 'element' }>): string {
  const text = words(tree.children)
  return /^(?:p|h\d|li|td|th|div|blockquote)$/.test(tree.tag) ? `${text}\n` : text
}

function sourceOf(tree: Exclude<Tree, string | { kind: 'element' }>): string {
  return tree.kind === 'code' ? tree.parts.join('') : ' formula '
}

describe('no raw markup is ever shown', () => {
  it.each(Object.entries(RICH))('%s, whichever character came last', (_, text) => {
    const stream = new MarkdownStream()
    const flashes: string[] = []
    for (const char of text) {
      stream.append(char)
      const shown = words(stream.blocks())
      if (RAW.test(shown)) flashes.push(shown)
    }
    expect(words(stream.end())).not.toMatch(RAW)
    expect(flashes).toEqual([])
  })

  it('nor in all of them in one answer, nor when the answer is cut off anywhere', () => {
    const text = Object.values(RICH).join('\n')
    const stream = new MarkdownStream()
    const flashes: string[] = []
    for (const char of text) {
      stream.append(char)
      const shown = words(stream.blocks())
      if (RAW.test(shown)) flashes.push(shown.slice(-80))
    }
    expect(flashes).toEqual([])
  })

  it('but what only looks like it stays', () => {
    const text = 'It costs $5 and $6, a * b, snake_case, a[i][j], x < y, R&D, 2 ** 3 and [sic].'
    const stream = new MarkdownStream()
    for (const char of text) {
      stream.append(char)
      stream.read()
    }
    expect(words(stream.blocks())).toBe(`${text}\n`)
  })

  it.each([
    'It takes ~5 minutes to boot and ~10 to run.',
    '需要10~20分钟，最多30~40分钟。好的~我来~',
    'It costs $5/month for the basic plan.',
    'At $1,000+ per seat, $0.50/1K tokens, $5-10 more and $3 * 12 a year.',
    'They raised $5M + equity and owe $2B = too much.',
    'Set $HOME/bin and $PATH_MAX, where $name is well-known and $(pwd) or ${HOME}/a_b too.',
    'It is 5*4=20.',
    'It is 2**3=8 or f(x)*g(x), a[1]*b of them.',
    'It matches [^0-9] or [^a-zA-Z] and [^"] too.'
  ])('%s', (text) => {
    const stream = new MarkdownStream()
    for (const [at, char] of [...text].entries()) {
      stream.append(char)
      stream.read()
      // Within a word it may still become something.
      if (/[\s，]/.test(char)) expect(words(stream.blocks()).trimEnd()).toBe([...text].slice(0, at + 1).join('').trimEnd())
    }
    expect(words(stream.end())).toBe(`${text}\n`)
  })
})
