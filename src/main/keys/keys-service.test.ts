import { describe, expect, it } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import type { KeySource, Provider } from '../../shared/domain/provider'
import { faultError, faultOf } from '../fault-error'
import type { KeyVault } from './key-vault'
import { createKeys } from './keys-service'
import { createSessionVault } from './session-vault'

const id = 'provider-1' as ProviderId
const secret = 'sk-test-Zx81pQ7v-0042'
const place = { kind: 'keychain', name: 'Secret Service' } as const
const stored = owner({ kind: 'stored' })

function owner(keySource: KeySource): Pick<Provider, 'id' | 'keySource'> {
  return { id, keySource }
}

/** A keychain in memory that counts its reads. */
function memoryVault() {
  const secrets = createSessionVault()
  const vault: KeyVault & { reads: number } = {
    ...secrets,
    reads: 0,
    place: () => Promise.resolve(place),
    get(account) {
      this.reads += 1
      return secrets.get(account)
    }
  }
  return vault
}

function brokenVault(kind: 'keychain_missing' | 'keychain_locked' | 'database_unreadable'): KeyVault {
  const refuse = () => Promise.reject(faultError(kind, 'no'))
  return { place: () => Promise.resolve(place), get: refuse, put: refuse, forget: refuse, close: () => undefined }
}

function keysOn(vault: KeyVault, env: Record<string, string | undefined> = {}) {
  return createKeys({ vault, session: createSessionVault(), env })
}

describe('keys', () => {
  it('shows the last four characters and the place of a key, and gives it to main', async () => {
    const keys = keysOn(memoryVault())
    expect(await keys.status(stored)).toEqual({ state: 'none' })
    expect(await keys.put(id, ` ${secret}\n`, 'keychain')).toEqual({ state: 'stored', lastFour: '0042', where: place })
    expect(await keys.status(stored)).toEqual({ state: 'stored', lastFour: '0042', where: place })
    expect(await keys.secretFor(stored)).toBe(secret)
  })

  it('shows nothing of a short key', async () => {
    const status = await keysOn(memoryVault()).put(id, 'elevenchars', 'keychain')
    expect(status).toEqual({ state: 'stored', lastFour: '', where: place })
  })

  it('reads the keychain once, also when asked twice at the same time', async () => {
    const vault = memoryVault()
    await vault.put(id, secret)
    const keys = keysOn(vault)
    await Promise.all([keys.status(stored), keys.secretFor(stored)])
    await keys.secretFor(stored)
    expect(vault.reads).toBe(1)
  })

  it('forgets a key in the keychain, the session and memory', async () => {
    const vault = memoryVault()
    const keys = keysOn(vault)
    await keys.put(id, secret, 'keychain')
    await keys.put(id, 'session-key-12345', 'session')
    expect(await keys.forget(id)).toEqual({ state: 'none' })
    expect(await keys.secretFor(stored)).toBeNull()
    expect(await vault.get(id)).toBeNull()
  })

  it('keeps a key forgotten that was being read meanwhile', async () => {
    const vault = memoryVault()
    await vault.put(id, secret)
    let letGo: (() => void) | undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const slowRead = async () => {
      const found = await vault.get(id)
      await held
      return found
    }
    const keys = keysOn({ ...vault, get: slowRead })
    const read = keys.secretFor(stored)
    await expect.poll(() => vault.reads).toBe(1)
    const forgotten = keys.forget(id)
    letGo?.()
    expect(await read).toBe(secret)
    await forgotten
    expect(await keys.secretFor(stored)).toBeNull()
  })

  it('puts the session before the keychain, and the keychain in its place once a key is put there', async () => {
    const keys = keysOn(memoryVault())
    await keys.put(id, secret, 'keychain')
    const where = { kind: 'session' }
    expect(await keys.put(id, 'session-key-12345', 'session')).toEqual({ state: 'stored', lastFour: '2345', where })
    expect(await keys.secretFor(stored)).toBe('session-key-12345')
    await keys.put(id, secret, 'keychain')
    expect(await keys.secretFor(stored)).toBe(secret)
  })

  it('says why the keychain is unavailable, and still takes a key for the session', async () => {
    const keys = keysOn(brokenVault('keychain_missing'))
    expect(await keys.status(stored)).toEqual({ state: 'unavailable', reason: 'keychain_missing' })
    expect(await kindOf(keys.put(id, secret, 'keychain'))).toBe('keychain_missing')
    expect(await kindOf(keys.secretFor(stored))).toBe('keychain_missing')
    await keys.put(id, secret, 'session')
    expect(await keys.secretFor(stored)).toBe(secret)
    expect(await keys.forget(id)).toEqual({ state: 'unavailable', reason: 'keychain_missing' })
    const odd = keysOn(brokenVault('database_unreadable'))
    expect(await odd.status(stored)).toEqual({ state: 'unavailable', reason: 'keychain_refused' })
  })

  it('keeps the old key when the keychain refuses the new one', async () => {
    const vault = memoryVault()
    const keys = keysOn(vault)
    await keys.put(id, secret, 'keychain')
    vault.put = () => Promise.reject(faultError('keychain_locked', 'no'))
    expect(await kindOf(keys.put(id, 'another-key-12345', 'keychain'))).toBe('keychain_locked')
    expect(await keys.secretFor(stored)).toBe(secret)
  })

  it('refuses junk and keeps none of it', async () => {
    const keys = keysOn(memoryVault())
    for (const where of ['keychain', 'session'] as const) {
      expect(await kindOf(keys.put(id, 'sk-\0', where))).toBe('bad_ask')
    }
    expect(await keys.status(stored)).toEqual({ state: 'none' })
  })

  it('reads an environment variable at each use', async () => {
    const env: Record<string, string | undefined> = {}
    const keys = keysOn(brokenVault('keychain_missing'), env)
    const fromEnvironment = owner({ kind: 'environment', variable: 'MY_KEY' })
    expect(await keys.status(fromEnvironment)).toEqual({ state: 'environment', variable: 'MY_KEY', present: false })
    expect(await keys.secretFor(fromEnvironment)).toBeNull()
    env.MY_KEY = ` ${secret}\n`
    expect(await keys.status(fromEnvironment)).toEqual({ state: 'environment', variable: 'MY_KEY', present: true })
    expect(await keys.secretFor(fromEnvironment)).toBe(secret)
    env.MY_KEY = 'two lines\nof it'
    expect(await kindOf(keys.secretFor(fromEnvironment))).toBe('no_key')
  })

  it('asks nobody for a provider without a key', async () => {
    const keys = keysOn(brokenVault('keychain_missing'))
    expect(await keys.status(owner({ kind: 'none' }))).toEqual({ state: 'none' })
    expect(await keys.secretFor(owner({ kind: 'none' }))).toBeNull()
  })

  it('has no key in any status', async () => {
    const keys = keysOn(memoryVault())
    const statuses = [await keys.put(id, secret, 'keychain'), await keys.status(stored), await keys.forget(id)]
    expect(JSON.stringify(statuses)).not.toContain(secret)
  })
})

async function kindOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no fault',
    (error: unknown) => faultOf(error).kind
  )
}
