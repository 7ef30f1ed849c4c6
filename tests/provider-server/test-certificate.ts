import { execFile } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface TestCertificate {
  readonly key: string
  readonly cert: string
  /**
   * Lets an Electron started with it trust this certificate. `setCertificateVerifyProc` would not do: a connection made
   * while the callback still thinks about another one is judged by Chromium alone, and refused.
   */
  readonly electronSwitch: string
}

const RUN_LIMIT_MS = 10_000
const SUBJECT = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Makes a certificate for the loopback with openssl; nothing of it stays on disk. */
export async function makeTestCertificate(): Promise<TestCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'rill-test-certificate-'))
  const keyFile = join(folder, 'key.pem')
  const certFile = join(folder, 'cert.pem')
  const args = ['req', '-x509', ...KEY, '-days', '2', ...SUBJECT, '-keyout', keyFile, '-out', certFile]
  try {
    await promisify(execFile)('openssl', args, { timeout: RUN_LIMIT_MS })
    const [key, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')])
    return { key, cert, electronSwitch: `--ignore-certificate-errors-spki-list=${fingerprint(cert)}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of the public key, as Chromium names it. */
function fingerprint(cert: string): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('base64')
}
