import { decodeEntities } from './entities'

const ALLOWED: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** The address as it may be opened, or null when it is no absolute http, https or mailto address. */
export function safeLink(href: string): string | null {
  try {
    const url = new URL(decodeEntities(href))
    return ALLOWED.has(url.protocol) ? url.href : null
  } catch (error) {
    // What is not an absolute address (TypeError) is text; anything else is a fault of ours.
    if (error instanceof TypeError) return null
    throw error
  }
}
