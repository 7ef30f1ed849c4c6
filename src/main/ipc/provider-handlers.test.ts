import { describe, expect, it } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import { faultError } from '../fault-error'
import { createKeys } from '../keys/keys-service'
import { createSessionVault } from '../keys/session-vault'
import type { KeyVault } from '../keys/key-vault'
import { newProvider, PRESETS, presetOf } from '../providers/presets'
import { providerHandlers } from './provider-handlers'

const id = 'p' as ProviderId
const viewer = { id: 1, push: () => undefined }
const secret = 'sk-0123456789abcdef'

function opened(vault: KeyVault = createSessionVault()) {
  const providers = new Map<ProviderId, Provider>()
  providers.set(id, { ...newProvider(presetOf('custom'), id), baseUrl: 'https://one.example/v1', quirks: { noTemperature: true } })
  providers.set('demo' as ProviderId, newProvider(presetOf('demo'), 'demo' as ProviderId))
  const provider = (wanted: ProviderId): Provider => {
    const found = providers.get(wanted)
    if (!found) throw faultError('gone', 'this provider has been removed')
    return found
  }
  const keys = createKeys({ vault, session: createSessionVault(), env: {} })
  const handlers = providerHandlers({
    presets: PRESETS,
    stored: {
      providers: () => [...providers.values()],
      putProvider: (one) => providers.set(one.id, one),
      removeProvider: (one) => providers.delete(one)
    },
    keys,
    provider,
    models: () => Promise.resolve([]),
    test: () => Promise.reject(new Error('not asked')),
    findLocal: () => Promise.resolve([]),
    changed: () => undefined
  })
  return { handlers, keys, provider, providers }
}

describe('providerHandlers', () => {
  it('forgets the key, and what was learned, when the base URL moves to another origin', async () => {
    const { handlers, keys, provider } = opened()
    await handlers['keys:put']({ providerId: id, secret, where: 'keychain' }, viewer)
    await handlers['providers:change']({ providerId: id, change: { baseUrl: 'https://two.example/v1' } }, viewer)
    expect(await keys.secretFor(provider(id))).toBeNull()
    expect(provider(id).quirks).toEqual({})
  })

  it('keeps the key when only the path changes', async () => {
    const { handlers, keys, provider } = opened()
    await handlers['keys:put']({ providerId: id, secret, where: 'keychain' }, viewer)
    await handlers['providers:change']({ providerId: id, change: { baseUrl: 'https://one.example/api/v2/' } }, viewer)
    expect(await keys.secretFor(provider(id))).toBe(secret)
    expect(provider(id).baseUrl).toBe('https://one.example/api/v2')
  })

  it('does not move to another origin while a locked keychain may hold the key', async () => {
    const locked = (): Promise<never> => Promise.reject(faultError('keychain_locked', 'locked'))
    const vault = { ...createSessionVault(), get: locked, forget: locked }
    const { handlers, provider } = opened(vault)
    const change = handlers['providers:change']({ providerId: id, change: { baseUrl: 'https://two.example/v1' } }, viewer)
    await expect(change).rejects.toMatchObject({ fault: { kind: 'keychain_locked' } })
    expect(provider(id).baseUrl).toBe('https://one.example/v1')
  })

  it('keeps what another window changes while the keychain is asked', async () => {
    let answer: () => void = () => undefined
    const asked = new Promise<null>((resolve) => (answer = () => resolve(null)))
    const { handlers, provider } = opened({ ...createSessionVault(), get: () => asked })
    const moving = handlers['providers:change']({ providerId: id, change: { baseUrl: 'https://two.example/v1' } }, viewer)
    await handlers['providers:change']({ providerId: id, change: { model: 'chosen meanwhile' } }, viewer)
    answer()
    await moving
    expect(provider(id)).toMatchObject({ baseUrl: 'https://two.example/v1', model: 'chosen meanwhile' })
  })

  it('mends a base URL that a settings file had wrong', async () => {
    const { handlers, provider, providers } = opened()
    providers.set(id, { ...provider(id), baseUrl: 'no address' })
    await handlers['providers:change']({ providerId: id, change: { baseUrl: 'https://two.example/v1' } }, viewer)
    expect(provider(id).baseUrl).toBe('https://two.example/v1')
  })

  it('lets no key out in any reply', async () => {
    const { handlers } = opened()
    const replies: unknown[] = [
      await handlers['keys:put']({ providerId: id, secret, where: 'session' }, viewer),
      await handlers['keys:status']({ providerId: id }, viewer),
      await handlers['providers:list']({}, viewer),
      await handlers['providers:change']({ providerId: id, change: { name: 'Other' } }, viewer)
    ]
    expect(JSON.stringify(replies)).not.toContain(secret)
    expect(replies[0]).toMatchObject({ state: 'stored', lastFour: 'cdef' })
  })

  it('leaves the Demo provider where it is', async () => {
    const { handlers } = opened()
    const demo = 'demo' as ProviderId
    await expect(handlers['providers:remove']({ providerId: demo }, viewer)).rejects.toThrow('stays')
    const moved = handlers['providers:change']({ providerId: demo, change: { baseUrl: 'https://evil.example' } }, viewer)
    await expect(moved).rejects.toThrow('its own')
    expect(() => handlers['providers:add']({ preset: 'demo' }, viewer)).toThrow('already')
  })
})
