import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { Conversation } from '../../../shared/domain/conversation'
import type { ProviderId } from '../../../shared/domain/ids'
import type { Provider } from '../../../shared/domain/provider'
import { call, on } from '../bridge'

/** What a question is sent to. */
export type Going = Pick<Conversation, 'providerId' | 'model'>

/** The providers and what models each offers, as far as they have said. */
export class ModelChoices {
  #providers = $state.raw<readonly Provider[]>([])
  readonly #models = new SvelteMap<ProviderId, readonly string[]>()
  readonly #failed = new SvelteSet<ProviderId>()
  #loading = $state(0)

  get providers(): readonly Provider[] {
    return this.#providers
  }

  get loading(): boolean {
    return this.#loading > 0
  }

  provider(id: ProviderId): Provider | null {
    return this.#providers.find((provider) => provider.id === id) ?? null
  }

  /**
   * Where the next question goes. A conversation whose provider is not there, because it was imported or the provider
   * was removed, goes on with the one that new conversations have.
   */
  going(own: Partial<Going>, otherwise: ProviderId): Going {
    const isGone = own.providerId !== undefined && this.#providers.length > 0 && !this.provider(own.providerId)
    const { providerId = otherwise, model } = isGone ? {} : own
    return { providerId, model: model ?? this.provider(providerId)?.model ?? '' }
  }

  /** The provider's chosen model first, where its list does not have it. */
  models(provider: Provider): readonly string[] {
    const listed = this.#models.get(provider.id) ?? []
    return provider.model === '' || listed.includes(provider.model) ? listed : [provider.model, ...listed]
  }

  /** Whether its list could not be had. */
  failed(provider: Provider): boolean {
    return this.#failed.has(provider.id)
  }

  /** Follows what the settings change; returns the way to stop. */
  follow(): () => void {
    void this.#load()
    return on('providers:changed', ({ providerId }) => {
      if (providerId !== null) this.#models.delete(providerId)
      this.#failed.clear()
      void this.#load()
    })
  }

  /** Asks every provider for its models, each until it answers; one that does not offers what is typed. */
  async ask(): Promise<void> {
    await Promise.all(this.#providers.filter(({ id }) => !this.#models.has(id)).map((provider) => this.#ask(provider)))
  }

  async #ask({ id }: Provider): Promise<void> {
    this.#loading++
    const reply = await call('providers:models', { providerId: id })
    this.#loading--
    if (!reply.ok) return void this.#failed.add(id)
    this.#failed.delete(id)
    this.#models.set(id, reply.value.map((model) => model.id))
  }

  async #load(): Promise<void> {
    const reply = await call('providers:list', {})
    if (reply.ok) this.#providers = reply.value
  }
}
