import type { SeededRandom } from '../../tests/soak/seeded-random'
import { CODE, ENGLISH, HAN, rareWord } from './words'

/** What people ask in a line or two. */
export function questionText(random: SeededRandom, isChinese: boolean): string {
  return isChinese ? hanSentence(random, random.between(3, 12), '？') : sentence(random, random.between(5, 20), '?')
}

/** An answer of a few paragraphs, lists and now and then a block of code. */
export function answerText(random: SeededRandom, isChinese: boolean): string {
  const parts = Array.from({ length: random.between(2, 6) }, () =>
    random.weighted<() => string>([
      [6, () => (isChinese ? hanParagraph(random) : paragraph(random))],
      [1, () => list(random, isChinese)],
      [1.5, () => codeBlock(random)]
    ])()
  )
  return parts.join('\n\n')
}

function word(random: SeededRandom): string {
  const kind = random.next()
  if (kind < 0.9) return ENGLISH.next(random)
  return kind < 0.98 ? rareWord(random) : `\`${CODE.next(random)}\``
}

function sentence(random: SeededRandom, words: number, end: string): string {
  const all = Array.from({ length: words }, () => word(random))
  const text = all.map((one, at) => (at > 0 && at % 9 === 0 ? `${one},` : one)).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`
}

function paragraph(random: SeededRandom): string {
  return Array.from({ length: random.between(1, 4) }, () => sentence(random, random.between(6, 18), '.')).join(' ')
}

function hanSentence(random: SeededRandom, words: number, end: string): string {
  const all = Array.from({ length: words }, (_, at) => {
    const one = random.chance(0.04) ? ` ${CODE.next(random)} ` : HAN.next(random)
    return at > 0 && at % 7 === 0 ? `，${one}` : one
  })
  return `${all.join('')}${end}`
}

function hanParagraph(random: SeededRandom): string {
  return Array.from({ length: random.between(1, 4) }, () => hanSentence(random, random.between(5, 16), '。')).join('')
}

function list(random: SeededRandom, isChinese: boolean): string {
  const item = (): string => (isChinese ? hanSentence(random, 5, '') : sentence(random, 6, ''))
  return Array.from({ length: random.between(2, 5) }, () => `- **${item()}**`).join('\n')
}

function codeBlock(random: SeededRandom): string {
  const line = (): string => Array.from({ length: random.between(2, 7) }, () => CODE.next(random)).join(' ')
  return `\`\`\`${random.chance(0.5) ? 'ts' : 'python'}\n${Array.from({ length: random.between(2, 8) }, line).join('\n')}\n\`\`\``
}
