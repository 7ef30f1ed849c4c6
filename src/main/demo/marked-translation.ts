/** What the demo can say in other languages; for the rest it marks where a translation would stand. */
const KNOWN: readonly Readonly<Record<string, string>>[] = [
  { English: 'Hello', 'Simplified Chinese': '你好', German: 'Hallo', French: 'Bonjour', Spanish: 'Hola', Japanese: 'こんにちは' },
  { English: 'Good morning', 'Simplified Chinese': '早上好', German: 'Guten Morgen', French: 'Bonjour', Spanish: 'Buenos días', Japanese: 'おはようございます' },
  { English: 'Thank you', 'Simplified Chinese': '谢谢', German: 'Danke', French: 'Merci', Spanish: 'Gracias', Japanese: 'ありがとう' },
  { English: 'How are you', 'Simplified Chinese': '你好吗', German: 'Wie geht es dir', French: 'Comment ça va', Spanish: 'Cómo estás', Japanese: 'お元気ですか' },
  { English: 'The tide comes and goes', 'Simplified Chinese': '潮起潮落', German: 'Die Flut kommt und geht', French: 'La marée va et vient', Spanish: 'La marea va y viene', Japanese: '潮は満ちては引く' }
]

const ASKED = /^Translate the text of the user's message (?:from .+? )?into (.+?)\. Output the translation only/
const FENCE = /^\s*(`{3,}|~{3,})/
/** What Markdown puts before the words of a line. */
const LEAD = /^\s*(?:(?:#{1,6}|[-*+]|\d+[.)]|>)\s+)*/

/** The language a request wants its text in; null when it wants something else. */
export function wantedTranslation(system: string): string | null {
  return ASKED.exec(system)?.[1] ?? null
}

/**
 * Not a translation: each line with the language before it, so that one sees where it would stand. Code, marks of
 * Markdown and blank lines stay, as they would. A few sentences are known, in a few languages.
 */
export function markedTranslation(text: string, language: string): string {
  let inFence = false
  const lines = text.split('\n').map((line) => {
    const isFence = FENCE.test(line)
    if (isFence) inFence = !inFence
    return isFence || inFence || line.trim() === '' ? line : markedLine(line, language)
  })
  return lines.join('\n')
}

function markedLine(line: string, language: string): string {
  const lead = LEAD.exec(line)?.[0] ?? ''
  const words = line.slice(lead.length)
  return lead + (knownSentence(words, language) ?? `[${language}] ${words}`)
}

function knownSentence(words: string, language: string): string | null {
  const end = /[.!?。！？]*$/.exec(words.trim())?.[0] ?? ''
  const plain = words.trim().slice(0, words.trim().length - end.length).toLowerCase()
  const known = KNOWN.find((sentence) => Object.values(sentence).some((said) => said.toLowerCase() === plain))
  const found = known?.[language]
  return found === undefined ? null : found + end
}
