import type { HeaderLine } from '../../shared/domain/provider'
import { redact } from '../redact'

/** What a header or a parameter is called that lets one in. */
const SECRET_NAME = /key|token|secret|signature|auth|pass|credential|cookie|session|license/i

/** Whether a header line has what no file should: by its name or by its looks. */
export function isSecretHeader({ name, value }: HeaderLine): boolean {
  return SECRET_NAME.test(name) || redact(value) !== value
}

/** The address without the parameters that look like a secret, and what those are called. */
export function withoutSecretParameters(address: string): { address: string; leftOut: readonly string[] } {
  const [path = '', query] = address.split('?', 2)
  if (query === undefined) return { address, leftOut: [] }
  const kept = new URLSearchParams()
  const leftOut: string[] = []
  for (const [name, value] of new URLSearchParams(query)) {
    if (isSecretHeader({ name, value })) leftOut.push(name)
    else kept.append(name, value)
  }
  return leftOut.length === 0 ? { address, leftOut } : { address: [path, kept].map(String).filter(Boolean).join('?'), leftOut }
}
