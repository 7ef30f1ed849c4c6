import { protocol, type Session } from 'electron'
import { extname, join, normalize, sep } from 'node:path'

/** The scheme of our own pages. Nothing else can be reached from them. */
export const APP_SCHEME = 'rill-app'
export const APP_ORIGIN = `${APP_SCHEME}://app`

/** Svelte makes its templates through a policy of its own, and a module worker's address needs ours. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html rill'
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true } }
  ])
}

/** The network's own name for "no such file". */
const FILE_NOT_FOUND = -6

/**
 * Serves the built pages from `folder`, and only files inside it. Main names the file and Chromium reads it. That this
 * way is deprecated is known: `protocol.handle` has Node load its `fetch` at each start (decision 0021).
 */
export function serveApp(session: Session, folder: string): void {
  session.protocol.registerFileProtocol(APP_SCHEME, ({ url }, respond) => {
    const file = fileFor(url, folder)
    respond(file === null ? { error: FILE_NOT_FOUND } : { path: file, headers: headersFor(file) })
  })
}

/** The file an address stands for, or null when it is not ours or climbs out of the folder. */
export function fileFor(address: string, folder: string): string | null {
  const url = new URL(address)
  const path = decoded(url.pathname)
  // What comes after a zero the system would not see: neither the end of the name, nor so what it is.
  if (url.host !== 'app' || path === null || path.includes('\0')) return null
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) && CONTENT_TYPES[extname(file)] !== undefined ? file : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    // A stray percent sign: no file of ours has one.
    return null
  }
}

function headersFor(file: string): Record<string, string> {
  return {
    'Content-Type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin'
  }
}
