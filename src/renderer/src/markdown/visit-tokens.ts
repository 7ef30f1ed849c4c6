import type { Token, Tokens } from 'marked'

/** Every token in the order of the text, whatever holds it. */
export function visitTokens(tokens: readonly Token[], see: (token: Token) => void): void {
  for (const token of tokens) {
    see(token)
    if ('tokens' in token && token.tokens) visitTokens(token.tokens, see)
    if (token.type === 'list') visitTokens(token.items as readonly Token[], see)
    if (token.type === 'table') visitTokens(cellTokens(token as Tokens.Table), see)
  }
}

function cellTokens(table: Tokens.Table): readonly Token[] {
  return [table.header, ...table.rows].flatMap((cells) => cells.flatMap((cell) => cell.tokens))
}
