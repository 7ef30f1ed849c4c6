import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ProviderId } from '../../../shared/domain/ids'
import type { KeyStatus, Preset, Provider } from '../../../shared/domain/provider'
import { ProviderForm } from './provider-form.svelte'
import { Providers } from './providers.svelte'

const id = 'p1' as ProviderId
const preset: Preset = {
  id: 'megallm',
  name: 'MegaLLM',
  baseUrl: 'https://ai.megallm.io/v1',
  needsKey: true,
  keyPage: null,
  suggestedModels: []
}
const fresh: Provider = {
  id,
  preset: 'megallm',
  name: 'MegaLLM',
  baseUrl: preset.baseUrl,
  keySource: { kind: 'stored' },
  model: '',
  headers: [],
  temperature: null,
  maxTokens: null,
  limits: { connectMs: 1, firstEventMs: 1, idleMs: 1 },
  assistantPrefix: false,
  quirks: {}
}

type Answer = (ask: { change: Partial<Provider> }) => unknown

/** A main that knows one provider; calls can be held back to arrive late. */
function world(answers: Record<string, Answer> = {}) {
  let provider = fresh
  let key: KeyStatus = { state: 'none' }
  const all: Record<string, Answer> = {
    'providers:list': () => [provider],
    'providers:presets': () => [preset],
    'providers:add': () => provider,
    'providers:change': ({ change }) => (provider = { ...provider, ...change }),
    'keys:status': () => key,
    'keys:put': () => (key = { state: 'stored', lastFour: '1234', where: { kind: 'session' } }),
    ...answers
  }
  const call = async (name: string, ask: { change: Partial<Provider> }): Promise<unknown> => ({
    ok: true,
    value: await all[name]?.(ask)
  })
  vi.stubGlobal('window', { rill: { call, on: () => () => undefined } })
}

afterEach(() => vi.unstubAllGlobals())

async function adding(answers: Record<string, Answer> = {}) {
  world(answers)
  const providers = new Providers()
  await providers.add('megallm')
  const onReady = vi.fn()
  return { providers, onReady, form: new ProviderForm(providers, id, onReady) }
}

describe('setting a provider up', () => {
  it('is done once there is a key and a model, in either order, and only once', async () => {
    const { form, onReady } = await adding()
    await form.change({ model: 'gpt-5' })
    expect(onReady).not.toHaveBeenCalled()
    expect(await form.putKey('sk-1234', 'session')).toBeNull()
    expect(onReady).toHaveBeenCalledTimes(1)
    await form.change({ model: 'gpt-4o-mini' })
    expect(onReady).toHaveBeenCalledTimes(1)
  })

  it('needs no key where the person says that there is none', async () => {
    const { form, onReady } = await adding()
    await form.change({ keySource: { kind: 'none' } })
    await form.change({ model: 'local' })
    expect(onReady).toHaveBeenCalledTimes(1)
  })

  it('is not done while the named variable is not set', async () => {
    const { form, onReady } = await adding({
      'keys:status': () => ({ state: 'environment', variable: 'MY_KEY', present: false })
    })
    await form.change({ keySource: { kind: 'environment', variable: 'MY_KEY' } })
    await form.change({ model: 'gpt-5' })
    expect(onReady).not.toHaveBeenCalled()
  })

  it('drops a list of models that belongs to an older address', async () => {
    let arrive: (models: readonly { id: string }[]) => void = () => undefined
    const late = new Promise((resolve) => (arrive = resolve))
    const { form } = await adding({ 'providers:models': () => late })
    const reading = form.readModels()
    expect(form.models.phase).toBe('loading')
    await form.change({ baseUrl: 'https://other.example/v1' })
    arrive([{ id: 'from-the-old-address' }])
    await reading
    expect(form.models.phase).toBe('unasked')
  })

  it('drops the result of a test when the key changes under it', async () => {
    let arrive: (test: unknown) => void = () => undefined
    const late = new Promise((resolve) => (arrive = resolve))
    const { form } = await adding({ 'providers:test': () => late })
    const testing = form.runTest('gpt-5')
    await form.putKey('sk-1234', 'session')
    arrive({ ok: true, model: 'gpt-5', firstTokenMs: 1, text: '' })
    await testing
    expect(form.test.phase).toBe('idle')
  })
})
