import type { CopiedHeader } from './copied-request'
import type { Template } from './copied-text'

export interface SdkAddress {
  readonly base: Template
  readonly query: readonly { readonly name: string; readonly value: Template }[]
}

/** The address as the `openai` packages want it: they append `/chat/completions` and take the query apart. */
export function sdkAddress(url: Template): SdkAddress {
  const [first, ...rest] = url
  const [path = '', ...queries] = (typeof first === 'string' ? first : '').split('?')
  const base = [path.replace(/\/chat\/completions$/, '')]
  if (queries.length === 0) return { base, query: [] }
  return { base, query: queryOf([queries.join('?'), ...rest]) }
}

/** Node and Python clients send their own `Authorization`; a person's header of that name takes its place. */
export function sdkHeaders(headers: readonly CopiedHeader[]): readonly CopiedHeader[] {
  return headers.map((header) => (/^authorization$/i.test(header.name) ? { ...header, name: 'Authorization' } : header))
}

function queryOf(parts: Template): { name: string; value: Template }[] {
  const query: { name: string; value: Template }[] = []
  for (const part of parts) {
    if (typeof part !== 'string') {
      const last = query.at(-1)
      if (last) last.value = [part]
      continue
    }
    for (const pair of part.split('&').filter((text) => text !== '')) {
      const [name = '', value = ''] = pair.split('=')
      query.push({ name: decodeURIComponent(name), value: [decodeURIComponent(value)] })
    }
  }
  return query
}
