import type { Fault } from '../fault'
import type { ProviderId } from '../domain/ids'
import type { KeyStatus, Preset, PresetId, Provider } from '../domain/provider'

type Nothing = Record<string, never>

/** Providers, their models and their keys. */
export interface ProviderCalls {
  'providers:list': { ask: Nothing; reply: readonly Provider[] }
  'providers:presets': { ask: Nothing; reply: readonly Preset[] }
  'providers:add': { ask: { preset: PresetId; baseUrl?: string; name?: string }; reply: Provider }
  'providers:change': { ask: { providerId: ProviderId; change: ProviderChange }; reply: Provider }
  /** Also forgets its key. The Demo provider cannot be removed. */
  'providers:remove': { ask: { providerId: ProviderId }; reply: Nothing }
  /** Asks the provider's `GET /models`; ids sorted as the provider sent them. */
  'providers:models': { ask: { providerId: ProviderId }; reply: readonly ModelInfo[] }
  /** Sends one small streamed request. A wrong URL, key or model is a reply with a fault, not a rejected call. */
  'providers:test': { ask: { providerId: ProviderId; model: string }; reply: ProviderTest }
  /** Probes the presets' loopback ports, only those. */
  'providers:find-local': { ask: Nothing; reply: readonly LocalServer[] }

  /** Write-only: no call returns a key. */
  'keys:put': { ask: { providerId: ProviderId; secret: string; where: 'keychain' | 'session' }; reply: KeyStatus }
  'keys:status': { ask: { providerId: ProviderId }; reply: KeyStatus }
  'keys:forget': { ask: { providerId: ProviderId }; reply: KeyStatus }
}

export type ProviderChange = {
  readonly [K in 'name' | 'baseUrl' | 'keySource' | 'model' | 'headers' | 'temperature' | 'maxTokens' | 'limits' | 'assistantPrefix']?: Provider[K]
}

export interface ModelInfo {
  readonly id: string
}

export type ProviderTest =
  | { readonly ok: true; readonly model: string; readonly firstTokenMs: number; readonly text: string }
  | { readonly ok: false; readonly fault: Fault }

export interface LocalServer {
  readonly preset: PresetId
  readonly baseUrl: string
  readonly models: readonly ModelInfo[]
}

export const PROVIDER_CALLS = {
  'providers:list': 1,
  'providers:presets': 1,
  'providers:add': 1,
  'providers:change': 1,
  'providers:remove': 1,
  'providers:models': 1,
  'providers:test': 1,
  'providers:find-local': 1,
  'keys:put': 1,
  'keys:status': 1,
  'keys:forget': 1
} satisfies Record<keyof ProviderCalls, 1>
