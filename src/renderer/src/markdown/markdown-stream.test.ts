import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MarkdownStream, parseMarkdown } from './markdown-stream'
import type { Tree } from './tree'

const DOCUMENTS: Readonly<Record<string, string>> = {
  prose: 'One *two* **three** `four` ~~five~~ [six](https://a.example "t").\nSeven\\\neight &amp; nine.\n\nA new one.\n',
  setext: 'A title\n===\n\nText\n---\n\nText\n\n***\n\nline\n***bold*** it is\n# Heading\n#not one\n',
  fences: 'Text\n```ts\nconst a = 1\n\n\nlet `b`\n```\n\n~~~\n```\n~~~\nafter\n\n    indented\n\n````md\n```\nx\n```\n````\nend',
  lists: '- a\n- b\n  - c\n\n    para\n  - d\n- e\n\n1. one\n2. two\n\n3. three\n   ```py\n   x = 1\n   ```\n4. four\n* other\n\nend',
  tasks: '- [ ] to do\n- [x] done\n\n  more\n- plain\n\ntext\n- [x\n',
  table: 'Intro\n| a | b |\n|:--|--:|\n| 1 | **2** |\n| `x` | [y](https://a.example) |\n| only |\n| z | \\| |\n\nafter\n| not a table\n',
  quotes: '> quote\nlazy\n> - item\n>\n> ```\n> code\n> ```\n\nout\n> again\n',
  html: 'A<br>b H<sub>2</sub>O <b onclick="x()">no</b>\n\n<div onclick="alert(1)">\n**x**\n</div>\n\n<br>\n\n<sub>open',
  sameEnd: '*# h\n  b\n```\n  b\n```\n',
  references: 'See [the page][p] and [p].\n\nMore [other].\n\n[p]: https://a.example/p "Title"\n[other]: https://b.example\n',
  chinese: '潮汐**怎么知道**该回来？\n\n- 月亮\n- 太阳\n\n| 项 | 值 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n\n它*不知道*。\r\n\r\n完',
  longList: Array.from({ length: 12 }, (_, at) => `${at + 1}. item **${at}**\n${at === 7 ? '\n   second\n' : ''}`).join(''),
  longTable: '| n | v |\n|---|---|\n' + Array.from({ length: 12 }, (_, at) => `| ${at} | \`v${at}\` |\n`).join(''),
  longCode: '```js\n' + Array.from({ length: 130 }, (_, at) => `line(${at})\n`).join('') + '```\nend'
}

function streamed(pieces: readonly string[]): readonly Tree[] {
  const stream = new MarkdownStream()
  for (const piece of pieces) {
    stream.append(piece)
    stream.blocks()
  }
  return stream.end()
}

describe('an answer that grows', () => {
  it.each(Object.entries(DOCUMENTS))('%s: cut anywhere, it ends as it reads at once', (_, text) => {
    const whole = parseMarkdown(text)
    for (let at = 0; at <= text.length; at++) {
      expect(streamed([text.slice(0, at), text.slice(at)])).toEqual(whole)
    }
    expect(streamed([...text])).toEqual(whole)
  })

  it.each(Object.entries(DOCUMENTS).filter(([name]) => name !== 'references'))(
    '%s: before the end is known, all but the unfinished end is already right',
    (_, text) => {
      const stream = new MarkdownStream()
      for (const char of text + '\n\nA.\n\nB.\n\nC.\n\n') {
        stream.append(char)
        stream.blocks()
      }
      expect(stream.blocks()).toEqual(parseMarkdown(text + '\n\nA.\n\nB.\n\nC.\n\n'))
    }
  )

  it('keeps the objects of finished blocks, also those of items and rows', () => {
    const everything = Object.values(DOCUMENTS).join('\n\n')
    const stream = new MarkdownStream()
    let before: readonly Tree[] = []
    for (let at = 0; at < everything.length; at += 7) {
      stream.append(everything.slice(at, at + 7))
      const now = stream.blocks()
      const same = before.findIndex((tree, index) => tree !== now[index])
      // At most the two last blocks were unfinished, or three where a line had only begun.
      if (same !== -1) expect(before.length - same).toBeLessThanOrEqual(3)
      before = now
    }
  })

  it('agrees for any document made of such pieces, cut in any way', () => {
    const piece = fc.constantFrom(
      '# h\n', '- a\n', '  b\n', '\n', '1. x\n', '> q\n', '```\n', 'text ', '**b** ', '`c` ', '| a | b |\n', '|---|---|\n',
      '---\n', '    code\n', '[l](https://x.example) ', '\n\n', '*', '_i_', '<br>', '[r]: https://r.example\n', '[r] ', '~~~\n', '=\n'
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
        const text = pieces.join('')
        const count = Math.ceil(text.length / size)
        const cut = Array.from({ length: count }, (_, at) => text.slice(at * size, (at + 1) * size))
        expect(streamed(cut)).toEqual(parseMarkdown(text))
      }),
      { numRuns: 300 }
    )
  })
})

it('an answer that was cut off keeps the look it had', () => {
  const stream = new MarkdownStream()
  stream.append('It *falls and **does')
  const growing = stream.blocks()
  expect(stream.end('cut')).toEqual(growing)
  expect(parseMarkdown('It *falls and **does', 'cut')).toEqual(growing)
})

it('keeps the objects of what is alike in the unfinished end: formulas, and code within an item', () => {
  const stream = new MarkdownStream()
  stream.append('1. Run\n   ```sh\n   ls\n   ```\n   for $x_1$ and')
  const before = kinds(stream.blocks())
  expect(before.map(({ kind }) => kind)).toEqual(['code', 'math'])
  for (const piece of [' **all', ' of**', ' `it`']) {
    stream.append(piece)
    const now = kinds(stream.blocks())
    expect(now[0]).toBe(before[0])
    expect(now[1]).toBe(before[1])
  }
})

function kinds(trees: readonly Tree[]): Exclude<Tree, string | { kind: 'element' }>[] {
  return trees.flatMap((tree) => (typeof tree === 'string' ? [] : tree.kind === 'element' ? kinds(tree.children) : [tree]))
}

describe('a long unfinished block', () => {
  const LINES = '> so it **goes** on\n'.repeat(1_000)

  it('is read when it has grown enough, and by then as often as a twentieth of the time allows', () => {
    let now = 0
    let reading = 0
    const stream = new MarkdownStream(() => (now += reading))
    stream.append(LINES)
    reading = 1
    stream.read()
    reading = 0
    expect(stream.isBehind).toBe(false)
    stream.append('> and *more*')
    stream.read()
    expect(stream.isBehind).toBe(true)
    now += 20
    stream.read()
    expect(stream.isBehind).toBe(true)
    now += 1
    stream.read()
    expect(stream.isBehind).toBe(false)
    expect(JSON.stringify(stream.unfinished)).toContain('more')
  })
})

describe('the cost', () => {
  const lexedPerChar = (text: string, size: number): number => {
    const stream = new MarkdownStream(() => 0)
    for (let at = 0; at < text.length; at += size) {
      stream.append(text.slice(at, at + size))
      stream.blocks()
    }
    stream.end()
    return stream.lexedChars / text.length
  }
  it('of the end is that of its last blocks, however long the answer is', () => {
    const stream = new MarkdownStream()
    for (let at = 0; at < 2_000; at++) {
      stream.append(at % 50 === 0 ? '```js\ncode()\n```\n\n' : `${paragraph}\n\n`)
      stream.read()
    }
    const before = stream.lexedChars
    stream.end()
    expect(stream.lexedChars - before).toBeLessThan(1_000)
  })

  it('of an end within a code block is that of the block', () => {
    const stream = new MarkdownStream()
    for (let at = 0; at < 2_000; at++) stream.append(`${paragraph}\n\n`)
    stream.read()
    stream.append('```js\ncode(')
    stream.read()
    const before = stream.lexedChars
    expect(stream.end().at(-1)).toEqual({ kind: 'code', language: 'js', parts: ['code('], closed: false })
    expect(stream.lexedChars - before).toBeLessThan(100)
  })

  const paragraph = 'The sea comes back twice a day, and nobody has told it to. It falls. '
  const growing: Readonly<Record<string, (n: number) => string>> = {
    paragraphs: (n) => `${paragraph}\n\n`.repeat(n),
    'one list': (n) => `- ${paragraph}\n`.repeat(n),
    'one table': (n) => '| a | b |\n|---|---|\n' + `| ${paragraph} | x |\n`.repeat(n),
    'one code block': (n) => '```\n' + `${paragraph}\n`.repeat(n),
    'one paragraph': (n) => paragraph.repeat(n),
    'one quote': (n) => `> ${paragraph}\n`.repeat(n)
  }

  it.each(Object.keys(growing))('of %s four times as long is about four times as high', (name) => {
    const make = growing[name]
    if (!make) throw new Error(name)
    const short = lexedPerChar(make(300), 20)
    const long = lexedPerChar(make(1200), 20)
    expect(long).toBeLessThan(short * 1.35 + 1)
  })
})
