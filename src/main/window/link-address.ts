const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])
const maxLength = 8_000

/** The address as it will be opened, or null when it is none that may leave the app. */
export function linkAddress(text: string): string | null {
  if (text.length > maxLength) return null
  try {
    const url = new URL(text)
    if (!SCHEMES.has(url.protocol)) return null
    // A name and password before the host serve to disguise where a link leads.
    if (url.username !== '' || url.password !== '') return null
    return url.href
  } catch {
    return null
  }
}
