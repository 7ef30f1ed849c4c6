import type { Session } from 'electron'
import { X509Certificate } from 'node:crypto'

/** Certificates (PEM) that are trusted besides the system's, for servers on the loopback only. */
export interface ExtraTrust {
  readonly certificatesPem: string
}

const TRUSTED = 0
const AS_CHROMIUM_SAYS = -3
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

/**
 * Lets a session accept a loopback server whose certificate is one of the given, or signed by one of them. Any other
 * server is judged by Chromium alone, so that a stray setting cannot open the way to a provider.
 */
export function trustAlso(target: Session, trust: ExtraTrust): void {
  const trusted = certificatesOf(trust.certificatesPem)
  target.setCertificateVerifyProc((request, decide) => {
    const known = LOOPBACK.has(request.hostname) && isTrusted(request.certificate.data, trusted)
    decide(known ? TRUSTED : AS_CHROMIUM_SAYS)
  })
}

function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}

function isTrusted(pem: string, trusted: readonly X509Certificate[]): boolean {
  const shown = new X509Certificate(pem)
  const isSame = (known: X509Certificate): boolean => known.fingerprint256 === shown.fingerprint256
  const signedIt = (known: X509Certificate): boolean =>
    known.ca && shown.checkIssued(known) && shown.verify(known.publicKey)
  return trusted.some((known) => isSame(known) || signedIt(known))
}
