import type { Provider } from '../../shared/domain/provider'
import { faultError } from '../fault-error'
import { isLocalAddress } from '../providers/base-url'
import type { ImageLookup } from '../providers/chat-messages'
import { chatRequests, type ChatAsk, type ChatRequests } from '../providers/build-request'
import type { RunPlan, RunPorts } from '../stream/run'
import { alwaysOnline } from '../stream/system-clock'
import type { RunWorld } from './chat-world'

export interface PlanAsk extends Omit<ChatAsk, 'key' | 'imageOf'> {
  /** Reads the images of the path; absent when it has none. */
  readonly images?: () => Promise<ImageLookup>
  /** Text of an answer that the run goes on from; empty for a new one. */
  readonly goesOnFrom: string
  /** Told of the first request before it is sent. */
  readonly keep: (requests: ChatRequests) => Promise<void>
}

/** The plan of a run that asks this; the key is looked up for the first request. */
export function runPlan(world: Pick<RunWorld, 'secretFor' | 'rememberQuirks' | 'settings'>, ask: PlanAsk): RunPlan {
  const { provider, goesOnFrom, keep } = ask
  // Built when the first request is, so that a missing key is a fault of the answer, beside its question.
  let built: ChatRequests | null = null
  const requests = async (): Promise<ChatRequests> => {
    if (built) return built
    const key = await keyOf(provider, world)
    const imageOf = await ask.images?.()
    return (built = chatRequests({ ...ask, key, imageOf }, (quirks) => world.rememberQuirks(provider.id, quirks)))
  }
  return {
    request: async (way, partial) => {
      const request = (await requests()).request(way, partial)
      if (way === 'first') await keep(await requests())
      return request
    },
    // A refusal can only follow a request, so the requests have been built by then.
    adapt: (fault) => built?.adapt(fault) ?? false,
    limits: provider.limits,
    maxRetries: world.settings().maxRetries,
    goesOnFrom
  }
}

/** A server on this machine is there without a network, and sleeps and wakes with it. */
export function portsFor({ baseUrl }: Pick<Provider, 'baseUrl'>, ports: RunPorts): RunPorts {
  return isLocalAddress(baseUrl) ? { ...ports, network: alwaysOnline } : ports
}

async function keyOf(provider: Provider, { secretFor }: Pick<RunWorld, 'secretFor'>): Promise<string | null> {
  const key = await secretFor(provider)
  if (key === null && provider.keySource.kind !== 'none') throw faultError('no_key', provider.name)
  return key
}
