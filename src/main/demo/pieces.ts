const PIECE = / ?[A-Za-z]{1,9}| ?\d{1,3}|[\u3400-\u9fff]{1,2}|\r?\n+| +|[^]/gu

/** Cuts a text about where a tokenizer would; the pieces joined are the text. */
export function pieces(text: string): string[] {
  return text.match(PIECE) ?? []
}
