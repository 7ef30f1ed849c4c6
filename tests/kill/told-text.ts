const SENTENCES_PER_PARAGRAPH = 6

/**
 * The first `length` characters of one endless text, the same each time, so that what is missing of it can be told.
 * Plain prose: what is painted of it is the text itself. Every sentence has its number, and letters of one, two and
 * three bytes.
 */
export function toldText(length: number): string {
  let text = ''
  for (let number = 1; text.length < length; number++) text += sentence(number)
  return text.slice(0, length)
}

/** The text without the white space, which a page lays out in its own way. */
export function inked(text: string): string {
  return text.replace(/\s+/g, '')
}

/** How many bytes of what was painted are not in what was stored. */
export function bytesLost(painted: string, stored: string): number {
  const [seen, kept] = [inked(painted), inked(stored)]
  let at = 0
  while (at < seen.length && seen[at] === kept[at]) at++
  return Buffer.byteLength(seen.slice(at))
}

function sentence(number: number): string {
  const end = number % SENTENCES_PER_PARAGRAPH === 0 ? '\n\n' : ' '
  return `Stone ${number} lies in the river, smooth und grün, 河里的第${number}块石头。${end}`
}
