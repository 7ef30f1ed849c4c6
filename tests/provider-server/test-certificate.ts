import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface TestCertificate {
  readonly key: string
  readonly cert: string
  /** Where the certificate, without its key, lies for a program that is to trust it. */
  readonly certFile: string
  remove(): Promise<void>
}

const RUN_LIMIT_MS = 10_000
const SUBJECT = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Makes a certificate for the loopback with openssl; its key never outlives this call on disk. */
export async function makeTestCertificate(): Promise<TestCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'rill-test-certificate-'))
  const keyFile = join(folder, 'key.pem')
  const certFile = join(folder, 'cert.pem')
  const args = ['req', '-x509', ...KEY, '-days', '2', ...SUBJECT, '-keyout', keyFile, '-out', certFile]
  await promisify(execFile)('openssl', args, { timeout: RUN_LIMIT_MS })
  const [key, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')])
  await rm(keyFile)
  return { key, cert, certFile, remove: () => rm(folder, { recursive: true, force: true }) }
}
