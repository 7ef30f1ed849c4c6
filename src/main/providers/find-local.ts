import type { PresetId } from '../../shared/domain/provider'
import type { LocalServer } from '../../shared/ipc/provider-calls'
import { faultOf } from '../fault-error'
import { isLoopback } from './base-url'
import type { GetPorts } from './get-json'
import { listModels } from './model-list'
import { LOCAL_PRESETS, PRESETS } from './presets'

export interface LocalPlace {
  readonly preset: PresetId
  readonly baseUrl: string
}

/** Where the presets' servers listen when nobody told them otherwise. */
export const LOCAL_PLACES: readonly LocalPlace[] = PRESETS.filter(({ id }) => LOCAL_PRESETS.has(id)).map(
  ({ id, baseUrl }) => ({ preset: id, baseUrl })
)

// A server on the same machine answers in milliseconds, or is busy loading; the person waits for all of them.
const PROBE_LIMIT_MS = 1_500

/** Asks each place for its models, all at once; a place without such a server is left out. */
export async function findLocal(
  ports: GetPorts,
  places: readonly LocalPlace[] = LOCAL_PLACES
): Promise<readonly LocalServer[]> {
  const unique = places.filter(({ baseUrl }, at) => places.findIndex((place) => place.baseUrl === baseUrl) === at)
  const found = await Promise.all(unique.map((place) => probe(place, ports)))
  return found.filter((server): server is LocalServer => server !== null)
}

async function probe({ preset, baseUrl }: LocalPlace, ports: GetPorts): Promise<LocalServer | null> {
  if (!isLoopback(new URL(baseUrl).hostname)) return null
  try {
    const models = await listModels({ baseUrl, headers: [] }, null, ports, PROBE_LIMIT_MS)
    return { preset, baseUrl, models }
  } catch (error) {
    // A server that wants a key is a find, only without its models. Whatever else answers there is none of ours.
    return faultOf(error).kind === 'auth' ? { preset, baseUrl, models: [] } : null
  }
}
