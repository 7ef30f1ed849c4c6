const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/g
const NARROW_CHARS_PER_TOKEN = 4

/** About how many tokens a text has, for when nothing can count them; fractions, so that small pieces add up. */
export function estimateTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0
  return wide + (text.length - wide) / NARROW_CHARS_PER_TOKEN
}
