import { m } from '../words'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.*\.localhost)$/

/** What is wrong with a base URL, as a sentence; null when nothing is. */
export function baseUrlError(typed: string): string | null {
  return webAddress(typed) === null ? m.settings_base_url_invalid() : null
}

/** True where a key would travel over a network unencrypted. */
export function isUnprotected(typed: string): boolean {
  const url = webAddress(typed)
  return url !== null && url.protocol === 'http:' && !LOOPBACK.test(url.hostname)
}

/** The part of a base URL that tells two providers apart at a glance. */
export function hostOf(baseUrl: string): string {
  return webAddress(baseUrl)?.host ?? baseUrl
}

function webAddress(typed: string): URL | null {
  try {
    const url = new URL(typed.trim())
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
