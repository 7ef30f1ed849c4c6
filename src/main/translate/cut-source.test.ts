import { describe, expect, it } from 'vitest'
import { cutSource, LONGEST_PART, type SourcePart } from './cut-source'

const joined = (parts: readonly SourcePart[]): string => parts.map(({ text, gap }) => text + gap).join('')

/** A small generator whose numbers follow from its seed. */
function random(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

const WORDS = ['tide', 'moon', '潮汐，', '月亮。', '{name}', '%s', '`code`', '**bold**.', '😀', 'https://example.org/a?b=c', '```', '\t']

function sentence(next: (below: number) => number, words: number): string {
  return Array.from({ length: words }, () => WORDS[next(WORDS.length)] ?? '').join(' ')
}

function block(next: (below: number) => number): string {
  switch (next(8)) {
    case 0:
      return `\`\`\`ts\n${Array.from({ length: next(60) }, () => `${sentence(next, 9)}\n${next(3) === 0 ? '\n' : ''}`).join('')}\`\`\``
    case 1:
      return `- ~~~~\n  ${sentence(next, next(400))}\n\n  ~~~~`
    case 2:
      return Array.from({ length: 1 + next(9) }, (_, at) => `${at}. ${sentence(next, next(12))}`).join('\r\n')
    case 3:
      return sentence(next, next(900))
    default:
      return `${'#'.repeat(next(3))} ${sentence(next, next(60))}`
  }
}

function text(seed: number): string {
  const next = random(seed)
  return Array.from({ length: next(40) }, () => block(next) + ['\n\n', '\n', '\n \n\n', '\r\n\r\n'][next(4)]).join('')
}

describe('cutSource', () => {
  it('gives back the source when its parts are joined, whatever it is', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const source = text(seed)
      expect(joined(cutSource(source))).toBe(source)
    }
    for (const source of ['', '\n', ' \n\n', 'a', '\n\na\n', '```', '```\n\n', 'a'.repeat(9_001), '😀'.repeat(4_000)]) {
      expect(joined(cutSource(source))).toBe(source)
    }
  })

  it('asks no more at once than fits, and nothing that is empty', () => {
    for (let seed = 1; seed <= 200; seed++) {
      for (const { text: part, kept } of cutSource(text(seed))) {
        if (!kept) expect(part.length).toBeLessThanOrEqual(LONGEST_PART)
        if (!kept) expect(part.trim()).not.toBe('')
      }
    }
  })

  it('never cuts a fence', () => {
    const fence = `\`\`\`js\n${'const a = 1\n\n'.repeat(40)}\`\`\``
    for (let lead = 0; lead < 40; lead++) {
      const source = `${'A paragraph of some length.\n\n'.repeat(lead * 3)}${fence}\nAnd its end.\n\nMore.`
      const holding = cutSource(source).filter((part) => part.text.includes('const a'))
      expect(holding).toHaveLength(1)
      expect(holding[0]?.text).toContain(fence)
    }
  })

  it('lets code that is longer than a part stand for itself', () => {
    const fence = `~~~\n${'line\n\n'.repeat(900)}~~~`
    const parts = cutSource(`Before.\n${fence}\nAfter.`)
    expect(parts.map(({ text: part, kept }) => [part.slice(0, 7), kept])).toEqual([['Before.', false], ['~~~\nlin', true], ['After.', false]])
    expect(parts[1]?.text).toBe(fence)
  })

  it('takes an opened fence without an end as one', () => {
    const parts = cutSource(`Text.\n\n\`\`\`\n${'a\n\n'.repeat(100)}`)
    expect(parts.at(-1)?.text.startsWith('Text.') || parts.at(-1)?.text.startsWith('```')).toBe(true)
    expect(parts.length).toBeLessThanOrEqual(2)
  })

  it('cuts a paragraph that is too long after its sentences', () => {
    const parts = cutSource('The sea falls. It does not know. '.repeat(300))
    expect(parts.length).toBeGreaterThan(3)
    for (const part of parts) expect(part.text).toMatch(/\.$/)
  })

  it('moves only the borders beside an edit', () => {
    const paragraphs = Array.from({ length: 120 }, (_, at) => `Paragraph ${at}: ${'the tide comes and goes. '.repeat(4 + (at % 17))}`)
    const before = cutSource(paragraphs.join('\n\n')).map((part) => part.text)
    for (const edited of [3, 40, 77, 119]) {
      const changed = paragraphs.map((paragraph, at) => (at === edited ? `${paragraph} And a word more.` : paragraph))
      const after = cutSource(changed.join('\n\n')).map((part) => part.text)
      expect(after.filter((part) => !before.includes(part)).length).toBeLessThanOrEqual(3)
    }
  })
})
