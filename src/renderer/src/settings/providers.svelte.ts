import type { ProviderId } from '../../../shared/domain/ids'
import type { KeyStatus, Preset, PresetId, Provider } from '../../../shared/domain/provider'
import type { Fault } from '../../../shared/fault'
import { call, on } from '../bridge'

export type ProvidersState = 'loading' | 'ready' | 'failed'

/** The providers a person has, what new ones can start from, and where each one's key is. */
export class Providers {
  #all = $state.raw<readonly Provider[]>([])
  #presets = $state.raw<readonly Preset[]>([])
  #keys = $state.raw<ReadonlyMap<ProviderId, KeyStatus>>(new Map())
  #state = $state<ProvidersState>('loading')
  #fault = $state.raw<Fault | null>(null)
  /** Added in this visit and not yet ready for a question. */
  readonly #fresh = new Set<ProviderId>()

  get all(): readonly Provider[] {
    return this.#all
  }

  get presets(): readonly Preset[] {
    return this.#presets
  }

  get state(): ProvidersState {
    return this.#state
  }

  get fault(): Fault | null {
    return this.#fault
  }

  get(id: ProviderId): Provider | undefined {
    return this.#all.find((provider) => provider.id === id)
  }

  presetOf(provider: Provider): Preset | undefined {
    return this.#presets.find((preset) => preset.id === provider.preset)
  }

  /** Null until it is known. */
  keyOf(id: ProviderId): KeyStatus | null {
    return this.#keys.get(id) ?? null
  }

  /** Whether a question can be sent: there is an address, a model, and a key where one is wanted. */
  isReady(provider: Provider): boolean {
    return provider.baseUrl !== '' && provider.model !== '' && !this.lacksKey(provider)
  }

  lacksKey(provider: Provider): boolean {
    const key = this.keyOf(provider.id)
    if (provider.keySource.kind === 'none' || key === null) return false
    if (key.state === 'environment') return !key.present
    return key.state !== 'stored' && (this.presetOf(provider)?.needsKey ?? true)
  }

  /** True once for a provider that was added in this visit and has just become ready. */
  becameReady(provider: Provider): boolean {
    return this.isReady(provider) && this.#fresh.delete(provider.id)
  }

  /** Reads everything and follows changes; returns the way to stop. */
  follow(): () => void {
    void this.read()
    return on('providers:changed', () => void this.read())
  }

  async read(): Promise<void> {
    const [all, presets] = await Promise.all([call('providers:list', {}), call('providers:presets', {})])
    if (!all.ok || !presets.ok) {
      this.#fault = all.ok ? (presets.ok ? null : presets.fault) : all.fault
      if (this.#state === 'loading') this.#state = 'failed'
      return
    }
    const keys = await Promise.all(all.value.map(({ id }) => call('keys:status', { providerId: id })))
    this.#keys = new Map(
      all.value.flatMap(({ id }, at) => {
        const reply = keys[at]
        return reply?.ok ? [[id, reply.value] as const] : []
      })
    )
    this.#presets = presets.value
    this.#all = all.value
    this.#state = 'ready'
  }

  setKey(id: ProviderId, status: KeyStatus): void {
    this.#keys = new Map(this.#keys).set(id, status)
  }

  /** What main has answered to a change, shown without waiting for the push. */
  setProvider(changed: Provider): void {
    this.#all = this.#all.map((provider) => (provider.id === changed.id ? changed : provider))
  }

  async add(preset: PresetId, baseUrl?: string): Promise<Provider | Fault> {
    const reply = await call('providers:add', { preset, ...(baseUrl === undefined ? {} : { baseUrl }) })
    if (!reply.ok) return reply.fault
    this.#fresh.add(reply.value.id)
    await this.read()
    return reply.value
  }

  async remove(id: ProviderId): Promise<Fault | null> {
    const reply = await call('providers:remove', { providerId: id })
    await this.read()
    return reply.ok ? null : reply.fault
  }
}
