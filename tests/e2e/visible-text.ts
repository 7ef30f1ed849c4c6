import { lexer, type MarkedToken, type Token } from 'marked'

/** The words of a Markdown text as a reader should see them, without the marks and without any layout. */
export function visibleText(markdown: string): string {
  return withoutSpace(lexer(markdown, { gfm: true }).map(wordsOf).join(''))
}

/** What is compared: where lines break is the page's business. */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}

function wordsOf(token: Token): string {
  const one = token as MarkedToken
  switch (one.type) {
    case 'list':
      return one.items.map((item) => item.tokens.map(wordsOf).join('')).join('')
    case 'table':
      return [one.header, ...one.rows].flat().map((cell) => cell.tokens.map(wordsOf).join('')).join('')
    case 'space':
    case 'def':
    case 'hr':
    case 'br':
    case 'checkbox':
      return ''
    default:
      return 'tokens' in one && one.tokens ? one.tokens.map(wordsOf).join('') : one.text
  }
}
