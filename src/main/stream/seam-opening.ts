/** Longest phrase a model puts before it goes on. */
const MAX_OPENING_CHARS = 120

/** What models say before they go on, in the languages people ask in. A phrase counts only before a repetition. */
const WORDS = new RegExp(
  [
    String.raw`continu|resum|pick(?:ing)? (?:it )?(?:up|back)|carry(?:ing)? on|go(?:ing)? on|left off|stopped|was cut|cut off|\bcont\b`,
    // The apostrophe of print is escaped: the bundler cannot do it in a raw text, and the file shall be plain ASCII.
    String.raw`here(?:'s|\u2019s| is| are| you)|the rest|remain|sure|of course|certainly|okay|\bok\b|as i was|where (?:i|we|it|you|was i)\b|sorry|apolog`,
    'fortsetz|weiter|suite|reprise|continú|sigui|prosegu|ecco|продолж|дальше',
    '继续|繼續|接着|接著|接上|续|續|承上|承接|上文|好的|以下|刚才|剛才|中断|中斷|剩余|其余|続|계속|이어'
  ].join('|'),
  'iu'
)

/** An ellipsis alone says "as before", also in brackets. */
const ELLIPSIS = /^\s*[[(（]?(?:\.{3,}|…+)[\])）]?\s*/u

/** A phrase ends with a colon, a comma, an ellipsis, a closing bracket, a dash, a sentence's end or an empty line. */
const PHRASE_END = /(?:[:：,，…。.!！?？)\]）】*—–-]|\n(?=\n))(?=(\s*))/gu

/** The lengths of what may be an opening phrase at the start of a continuation, longest first. */
export function openingLengths(continuation: string): readonly number[] {
  const head = continuation.slice(0, MAX_OPENING_CHARS)
  const lengths: number[] = []
  for (const { index, 0: mark, 1: space = '' } of head.matchAll(PHRASE_END)) {
    const length = index + mark.length
    const phrase = head.slice(0, length)
    if (WORDS.test(phrase) && isPlainPhrase(phrase)) lengths.push(length, length + space.length)
  }
  const ellipsis = ELLIPSIS.exec(head)?.[0]
  if (ellipsis !== undefined) lengths.push(ellipsis.length, ellipsis.trimEnd().length)
  return lengths.sort((a, b) => b - a)
}

/** Prose about going on, not a piece of a table, of code or of a list. */
function isPlainPhrase(phrase: string): boolean {
  return !/[|{};=<>`]/.test(phrase) && phrase.trim().split('\n').length <= 3
}
