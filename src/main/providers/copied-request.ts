import type { HeaderLine, Provider } from '../../shared/domain/provider'
import type { Template } from './copied-text'

/** A request taken apart for copying: no secret in it, but the names of the variables that will hold them. */
export interface CopiedRequest {
  readonly url: Template
  /** Variable of the key; null when none is sent. */
  readonly keyVariable: string | null
  /** The person's own headers. */
  readonly headers: readonly CopiedHeader[]
  readonly body: unknown
}

export interface CopiedHeader {
  readonly name: string
  readonly value: Template
}

export type RequestOwner = Pick<Provider, 'preset' | 'name' | 'keySource' | 'headers'>

export function copiedRequest(url: string, body: unknown, owner: RequestOwner): CopiedRequest {
  return {
    url: withoutSecrets(url),
    keyVariable: keyVariable(owner),
    headers: owner.headers.map(copiedHeader),
    body
  }
}

/** Its own variable where the provider names one, else one derived from its name, such as MEGALLM_API_KEY. */
export function keyVariable(owner: RequestOwner): string | null {
  if (owner.keySource.kind === 'none') return null
  if (owner.keySource.kind === 'environment' && VARIABLE.test(owner.keySource.variable)) return owner.keySource.variable
  const stem = owner.preset === 'custom' ? variableName(owner.name) : owner.preset.toUpperCase()
  return stem === '' ? 'API_KEY' : `${stem}_API_KEY`
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,100}$/
const SECRET_NAME = /auth|key|token|secret|cookie|passw|credential|session|signature|\bsig\b|\bcode\b/i
const SECRET_VALUE = /^(bearer|basic|token)\s|^(sk|pk|rk|gsk|xai|ghp|eyJ)[-_.A-Za-z0-9]{8,}|^[\w+/=-]{32,}$/i

function copiedHeader({ name, value }: HeaderLine): CopiedHeader {
  const trimmed = name.trim()
  if (!SECRET_NAME.test(trimmed) && !SECRET_VALUE.test(value.trim())) return { name: trimmed, value: [value.trim()] }
  const scheme = /^(Bearer|Basic|Token)\s+/i.exec(value.trim())?.[0] ?? ''
  return { name: trimmed, value: [scheme, { env: variableName(trimmed) || 'SECRET' }].filter((part) => part !== '') }
}

/** An address may carry a key in its query. */
function withoutSecrets(text: string): Template {
  const url = new URL(text)
  const parts: (string | { env: string })[] = [`${url.origin}${url.pathname}`]
  let mark = '?'
  for (const [name, value] of url.searchParams) {
    const secret = SECRET_NAME.test(name) || SECRET_VALUE.test(value)
    parts.push(`${mark}${encodeURIComponent(name)}=`, secret ? { env: variableName(name) || 'SECRET' } : encodeURIComponent(value))
    mark = '&'
  }
  return joined(parts)
}

function joined(parts: Template): Template {
  const whole: (string | { env: string })[] = []
  for (const part of parts) {
    const last = whole.at(-1)
    if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part
    else whole.push(part)
  }
  return whole
}

function variableName(text: string): string {
  const name = text.toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^_+|_+$/g, '')
  return /^[0-9]/.test(name) ? `_${name}` : name
}
