import type { TokenizerExtension } from 'marked'

const REFERENCE = /^!?\[((?:[^[\]\\]|\\.)+)\]\[([^[\]]*)\]/
/** `a[0][1]` is no link. */
const IN_WORD = /[\p{L}\p{N}_]$/u

/** While an answer grows, a link whose address may come at its end is shown as its words. */
export const pendingLink: TokenizerExtension = {
  name: 'pendingLink',
  level: 'inline',
  tokenizer(text, tokens) {
    const match = REFERENCE.exec(text)
    if (!match || IN_WORD.test(tokens.at(-1)?.raw ?? '')) return undefined
    const [raw, words = '', label = ''] = match
    const tag = (label === '' ? words : label).replace(/\s+/g, ' ').toLowerCase()
    if (Object.hasOwn(this.lexer.tokens.links, tag)) return undefined
    return { type: 'pendingLink', raw, tokens: this.lexer.inlineTokens(words) }
  }
}
