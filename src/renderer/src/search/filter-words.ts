/** Keys of filters in what is typed into the search; the words are those of main's query language. */
export type FilterKey = 'from' | 'has' | 'after' | 'before'

const PART = /(?:-?[\p{L}]+:)?(?:"[^"]*"?|\S+)/gu

/** The value a filter has in what is typed, as with `from:me`; null where it is not there. */
export function filterIn(typed: string, key: FilterKey): string | null {
  const value = partsOf(typed).filter((part) => part.startsWith(`${key}:`)).at(-1)?.slice(key.length + 1)
  return value === undefined || value === '' ? null : value
}

export function hasFilter(typed: string, key: FilterKey, value: string): boolean {
  return partsOf(typed).includes(`${key}:${value}`)
}

/** What is typed with this filter in the place of any other of its key; null takes it away. */
export function withFilter(typed: string, key: FilterKey, value: string | null): string {
  const others = partsOf(typed).filter((part) => !part.startsWith(`${key}:`))
  return joined(value === null ? others : [...others, `${key}:${value}`])
}

/** The same with a filter that there may be several of: puts it in, or takes it away. */
export function toggledFilter(typed: string, key: FilterKey, value: string): string {
  const part = `${key}:${value}`
  const parts = partsOf(typed)
  return joined(parts.includes(part) ? parts.filter((one) => one !== part) : [...parts, part])
}

function partsOf(typed: string): readonly string[] {
  return typed.match(PART) ?? []
}

/** A space at the end: the filter is whole, and the next word can be typed. */
function joined(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `${parts.join(' ')} `
}
