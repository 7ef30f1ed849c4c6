/**
 * Text as the database keeps it: NUL and halves of surrogate pairs become U+FFFD. SQLite's UTF-8 has no room for such
 * halves, and the driver would cut the text at the NUL without a word. One unit replaces one unit, so offsets into the
 * text (seams) stay true. JSON columns escape both and keep them.
 */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
}
