import type { Provider } from '../../../shared/domain/provider'
import type { Fault } from '../../../shared/fault'
import { call } from '../bridge'
import type { ProviderChange, ProviderTest } from '../../../shared/ipc/provider-calls'
import type { Providers } from './providers.svelte'

export type ModelListState =
  | { readonly phase: 'unasked' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly models: readonly string[] }
  | { readonly phase: 'failed'; readonly fault: Fault }

export type TestState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running' }
  | { readonly phase: 'done'; readonly test: ProviderTest }

/** One provider being set up: every change is saved at once, and what was learnt about it is forgotten with it. */
export class ProviderForm {
  #models = $state.raw<ModelListState>({ phase: 'unasked' })
  #test = $state.raw<TestState>({ phase: 'idle' })
  #saveFault = $state.raw<Fault | null>(null)
  /** A reply that belongs to an older address or key is dropped. */
  #round = 0

  constructor(
    private readonly providers: Providers,
    private readonly providerId: Provider['id'],
    private readonly onReady: (provider: Provider) => void
  ) {}

  get models(): ModelListState {
    return this.#models
  }

  get test(): TestState {
    return this.#test
  }

  /** Why the last change was not saved; null when it was. */
  get saveFault(): Fault | null {
    return this.#saveFault
  }

  async change(change: ProviderChange): Promise<void> {
    const reply = await call('providers:change', { providerId: this.providerId, change })
    this.#saveFault = reply.ok ? null : reply.fault
    if (!reply.ok) return
    this.providers.setProvider(reply.value)
    if (change.keySource) await this.#readKey()
    if (change.baseUrl !== undefined || change.keySource || change.headers) this.#forget()
    else this.#test = { phase: 'idle' }
    this.#checkReady()
  }

  /** Null when the key is kept; else why not. */
  async putKey(secret: string, where: 'keychain' | 'session'): Promise<Fault | null> {
    const reply = await call('keys:put', { providerId: this.providerId, secret, where })
    if (!reply.ok) return reply.fault
    this.providers.setKey(this.providerId, reply.value)
    this.#forget()
    this.#checkReady()
    return null
  }

  async forgetKey(): Promise<Fault | null> {
    const reply = await call('keys:forget', { providerId: this.providerId })
    if (!reply.ok) return reply.fault
    this.providers.setKey(this.providerId, reply.value)
    this.#forget()
    return null
  }

  async readModels(): Promise<void> {
    if (this.#models.phase === 'loading' || this.#models.phase === 'ready') return
    const round = this.#round
    this.#models = { phase: 'loading' }
    const reply = await call('providers:models', { providerId: this.providerId })
    if (round !== this.#round) return
    this.#models = reply.ok
      ? { phase: 'ready', models: reply.value.map(({ id }) => id) }
      : { phase: 'failed', fault: reply.fault }
  }

  async runTest(model: string): Promise<void> {
    const round = this.#round
    this.#test = { phase: 'running' }
    const reply = await call('providers:test', { providerId: this.providerId, model })
    if (round !== this.#round) return
    const test: ProviderTest = reply.ok ? reply.value : { ok: false, fault: reply.fault }
    this.#test = { phase: 'done', test }
    if (test.ok) this.#checkReady()
  }

  async #readKey(): Promise<void> {
    const reply = await call('keys:status', { providerId: this.providerId })
    if (reply.ok) this.providers.setKey(this.providerId, reply.value)
  }

  #forget(): void {
    this.#round += 1
    this.#models = { phase: 'unasked' }
    this.#test = { phase: 'idle' }
  }

  #checkReady(): void {
    const provider = this.providers.get(this.providerId)
    if (provider && this.providers.becameReady(provider)) this.onReady(provider)
  }
}
