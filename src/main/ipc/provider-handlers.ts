import type { ProviderId } from '../../shared/domain/ids'
import type { KeyStatus, Preset, Provider } from '../../shared/domain/provider'
import type { LocalServer, ModelInfo, ProviderChange, ProviderTest } from '../../shared/ipc/provider-calls'
import { faultError } from '../fault-error'
import { newId } from '../new-id'
import { normalBaseUrl, originOf } from '../providers/base-url'
import { newProvider, presetOf } from '../providers/presets'
import type { Handlers } from './handlers'

type ProviderCalls = Extract<keyof Handlers, `providers:${string}` | `keys:${string}`>

export interface ProviderRooms {
  readonly presets: readonly Preset[]
  readonly stored: {
    providers(): readonly Provider[]
    putProvider(provider: Provider): void
    removeProvider(id: ProviderId): void
  }
  readonly keys: {
    put(id: ProviderId, secret: string, where: 'keychain' | 'session'): Promise<KeyStatus>
    status(provider: Provider): Promise<KeyStatus>
    forget(id: ProviderId): Promise<KeyStatus>
  }
  readonly provider: (id: ProviderId) => Provider
  readonly models: (provider: Provider) => Promise<readonly ModelInfo[]>
  readonly test: (provider: Provider, model: string) => Promise<ProviderTest>
  readonly findLocal: () => Promise<readonly LocalServer[]>
  readonly changed: (id: ProviderId | null) => void
}

/** Providers and their keys. A key goes in; no reply carries one out. */
export function providerHandlers(rooms: ProviderRooms): Pick<Handlers, ProviderCalls> {
  const { stored, keys, provider, changed } = rooms
  return {
    'providers:list': () => stored.providers(),
    'providers:presets': () => rooms.presets.filter((preset) => preset.id !== 'demo'),
    'providers:add': ({ preset, ...given }) => {
      if (preset === 'demo') throw faultError('bad_ask', 'the Demo provider is there already')
      const added = newProvider(presetOf(preset, rooms.presets), newId<ProviderId>(), given)
      stored.putProvider(added)
      changed(added.id)
      return added
    },
    'providers:change': async ({ providerId, change }) => {
      const before = provider(providerId)
      if (origin(changedProvider(before, change)) !== origin(before)) await forgetStored(keys, before)
      // Another window may have changed something else while the keychain was asked.
      const after = changedProvider(provider(providerId), change)
      stored.putProvider(after)
      changed(providerId)
      return after
    },
    'providers:remove': async ({ providerId }) => {
      const removed = provider(providerId)
      if (removed.preset === 'demo') throw faultError('bad_ask', 'the Demo provider stays')
      await forgetStored(keys, removed)
      stored.removeProvider(providerId)
      changed(null)
      return {}
    },
    'providers:models': ({ providerId }) => rooms.models(provider(providerId)),
    'providers:test': ({ providerId, model }) => rooms.test(provider(providerId), model),
    'providers:find-local': () => rooms.findLocal(),
    'keys:put': async ({ providerId, secret, where }) => {
      provider(providerId)
      const status = await keys.put(providerId, secret, where)
      changed(providerId)
      return status
    },
    'keys:status': ({ providerId }) => keys.status(provider(providerId)),
    'keys:forget': async ({ providerId }) => {
      provider(providerId)
      const status = await keys.forget(providerId)
      changed(providerId)
      return status
    }
  }
}

/** Without a keychain there is nothing to forget; one that is locked may hold a key that must not go elsewhere. */
async function forgetStored(keys: ProviderRooms['keys'], provider: Provider): Promise<void> {
  const status = await keys.status({ ...provider, keySource: { kind: 'stored' } })
  const left = status.state === 'stored' ? await keys.forget(provider.id) : status
  if (left.state === 'unavailable' && left.reason !== 'keychain_missing') {
    throw faultError(left.reason, 'The key of this provider could not be forgotten.')
  }
}

/** What was learned of one server says nothing of another. */
function changedProvider(before: Provider, change: ProviderChange): Provider {
  if (before.preset === 'demo' && change.baseUrl !== undefined) {
    throw faultError('bad_ask', 'the address of the Demo provider is its own')
  }
  if (change.baseUrl === undefined) return { ...before, ...change }
  const after = { ...before, ...change, baseUrl: normalBaseUrl(change.baseUrl) }
  return origin(after) === origin(before) ? after : { ...after, quirks: {} }
}

/** A key belongs to the origin it was entered for: with another one it is asked for again. */
function origin(provider: Provider): string {
  return originOf(provider.baseUrl)
}
