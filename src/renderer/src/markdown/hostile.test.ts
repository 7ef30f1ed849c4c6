import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MarkdownStream, parseMarkdown } from './markdown-stream'
import { safeLink } from './safe-link'
import type { Tree } from './tree'
import { skipTitle } from '../../../../tests/skip-title'

const ATTRIBUTES = new Set(['class', 'href', 'title', 'start', 'role', 'tabindex', 'aria-label', 'value', 'data-note'])
const TAGS = new Set(
  ('p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br strong em del code a span sub sup kbd div table thead tbody tr th td').split(' ')
)

function breaches(trees: readonly Tree[]): string[] {
  return trees.flatMap((tree) => {
    if (typeof tree === 'string' || tree.kind !== 'element') return []
    const { href } = tree.attributes
    return [
      ...(TAGS.has(tree.tag) ? [] : [`tag ${tree.tag}`]),
      ...Object.keys(tree.attributes).filter((name) => !ATTRIBUTES.has(name)),
      ...(href === undefined || /^(?:https?:\/\/|mailto:|#note-(?:mention-)?\d+$)/.test(href) ? [] : [`href ${href}`]),
      ...breaches(tree.children)
    ]
  })
}

const HOSTILE = [
  '[a](javascript:alert(1))', '[a](JaVaScRiPt:alert(1))', '[a](java\nscript:alert(1))', '<javascript:alert(1)>',
  '[a](&#106;avascript:alert(1))', '[a](&#x6A;avascript:alert(1))', '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '![a](javascript:alert(1))', '![a](https://x.example/pixel.png)', '[a](file:///etc/passwd)', '[a](//x.example)',
  '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '<a href="javascript:alert(1)">x</a>',
  '<sub onclick="alert(1)">x</sub>', '<kbd><script>alert(1)</script></kbd>', '<svg/onload=alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]', '```"><script>alert(1)</script>\nx\n```', '[a](vbscript:x)', '<https://x.example/"onmouseover=alert(1)>'
]

describe('hostile text', () => {
  it.each(HOSTILE)('%j makes nothing that runs or loads', (text) => {
    expect(breaches(parseMarkdown(text))).toEqual([])
    const stream = new MarkdownStream()
    for (const char of text) {
      stream.append(char)
      expect(breaches(stream.blocks())).toEqual([])
    }
  })

  it('finds a forbidden address when there is one', () => {
    const bad: Tree = { kind: 'element', tag: 'a', attributes: { href: 'javascript:x' }, children: [] }
    expect(breaches([bad])).toEqual(['href javascript:x'])
  })

  it('bounds nesting', () => {
    expect(() => parseMarkdown('>'.repeat(20_000) + ' deep')).not.toThrow()
    expect(breaches(parseMarkdown('*'.repeat(3000) + 'x' + '*'.repeat(3000)))).toEqual([])
  })

  it.each(['*a ', '_a ', '~~a ', '**a* ', '**a **', '[', '![', '<sub>', '$$x\n\n', '$', '$5 ', '$(', '[^', '| '])(
    'reads a flood of %j while it comes, before anyone loses patience',
    (mark) => {
      const text = mark.repeat(20_000 / mark.length)
      const stream = new MarkdownStream()
      for (let at = 0; at < text.length; at += 200) {
        stream.append(text.slice(at, at + 200))
        stream.read()
      }
      expect(breaches(stream.end())).toEqual([])
    }
  )

  it.each([
    { name: 'one word', text: `$x=${'a'.repeat(100_000)}` },
    { name: 'braces', text: `$x^${'{'.repeat(50_000)}${'}'.repeat(50_000)}` },
    { name: 'blanks', text: `$(${' '.repeat(100_000)}x y` }
  ])('reads a formula without end, of $name', ({ text }) => {
    const stream = new MarkdownStream()
    stream.append(text)
    expect(breaches(stream.blocks())).toEqual([])
  })

  it.each(['', '\n\nThe next block.'])('shows more marks than it reads while they come as marks once the block ends: %j', (after) => {
    const text = '**a** '.repeat(500) + after
    const stream = new MarkdownStream()
    for (let at = 0; at < text.length; at += 50) {
      stream.append(text.slice(at, at + 50))
      stream.read()
    }
    const [shown] = [...stream.finished, ...stream.unfinished]
    // Growing, it is as written: its marks are not matched anew with every word.
    if (after === '') expect(JSON.stringify(shown)).not.toContain('strong')
    else expect(shown).toEqual(parseMarkdown(text)[0])
    expect(stream.end()).toEqual(parseMarkdown(text))
  })

  it('reads a line of blanks without end', () => {
    const stream = new MarkdownStream()
    stream.append(`words\n${' '.repeat(100_000)}x`)
    expect(JSON.stringify(stream.blocks())).toContain('x')
  })

  it.each(['list[constructor] of', 'list[__proto__] of'])('takes %j for no link', (text) => {
    const whole = JSON.stringify(parseMarkdown(text))
    expect(whole).toContain('list[')
    expect(whole).not.toContain('span')
  })

  it('knows a link and a note by any name', () => {
    const link = JSON.stringify(parseMarkdown('[a][constructor]\n\n[constructor]: https://a.example'))
    expect(link).toContain('https://a.example')
    expect(JSON.stringify(parseMarkdown('a[^constructor]\n\n[^constructor]: b'))).toContain('#note-1')
  })

  it('opens only http, https and mailto', () => {
    expect(safeLink('https://a.example/b c')).toBe('https://a.example/b%20c')
    expect(safeLink('mailto:a@b.example')).toBe('mailto:a@b.example')
    expect(['javascript:x', 'data:x', 'file:///x', '/x', 'x', ' javascript:x', 'ftp://x'].map(safeLink)).toEqual(Array(7).fill(null))
  })
})

const extra = process.env['RILL_EXTRA_CASES']
const unset = extra ? null : 'RILL_EXTRA_CASES names no folder'
describe.skipIf(!extra)('payloads collected by others', () => {
  it(skipTitle('make nothing that runs or loads', unset), () => {
    const cases: unknown = JSON.parse(readFileSync(join(extra ?? '', 'markdown-xss.json'), 'utf8'))
    if (!Array.isArray(cases)) throw new Error('not a list')
    for (const entry of cases as readonly unknown[]) {
      const payload = typeof entry === 'object' && entry !== null && 'payload' in entry ? String(entry.payload) : ''
      expect(breaches(parseMarkdown(payload))).toEqual([])
    }
  })
})
