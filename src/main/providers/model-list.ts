import type { Provider } from '../../shared/domain/provider'
import type { ModelInfo } from '../../shared/ipc/provider-calls'
import { faultError } from '../fault-error'
import { asArray, asObject, asText } from '../stream/json-shape'
import { endpointUrl } from './base-url'
import { getJson, type GetPorts } from './get-json'
import { requestHeaders } from './request-headers'

// A gateway may ask several upstreams for theirs before it answers.
const LIST_LIMIT_MS = 20_000
const MAX_MODELS = 10_000
const MAX_ID_LENGTH = 500

/** The models a provider names, in its own order. Rejects with a `FaultError` when the list cannot be had. */
export async function listModels(
  provider: Pick<Provider, 'baseUrl' | 'headers'>,
  key: string | null,
  ports: GetPorts,
  limitMs = LIST_LIMIT_MS
): Promise<readonly ModelInfo[]> {
  const request = {
    method: 'GET' as const,
    url: endpointUrl(provider.baseUrl, 'models'),
    headers: requestHeaders({ headers: provider.headers, key }, 'application/json')
  }
  return readModels(await getJson(request, ports, limitMs))
}

/** Takes `{data: [{id}]}`, `{models: [{id | name | model}]}`, and plain arrays of either or of names. */
export function readModels(reply: unknown): readonly ModelInfo[] {
  const holder = asObject(reply)
  const list = Array.isArray(reply) ? reply : (holder?.['data'] ?? holder?.['models'])
  if (!Array.isArray(list)) throw faultError('protocol', 'The reply holds no list of models.')
  const ids = asArray(list).map(modelId).filter((id) => id !== '' && id.length <= MAX_ID_LENGTH)
  return [...new Set(ids)].slice(0, MAX_MODELS).map((id) => ({ id }))
}

function modelId(entry: unknown): string {
  if (typeof entry === 'string') return entry.trim()
  const model = asObject(entry)
  return (asText(model?.['id']) || asText(model?.['name']) || asText(model?.['model'])).trim()
}
