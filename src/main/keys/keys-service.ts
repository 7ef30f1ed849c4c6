import type { ProviderId } from '../../shared/domain/ids'
import type { KeySource, KeyStatus, Provider } from '../../shared/domain/provider'
import { faultError, faultOf } from '../fault-error'
import type { KeyVault } from './key-vault'
import { OpenedKeys } from './opened-keys'
import { secretText } from './secret-text'

export interface KeysOptions {
  /** The system's keychain. */
  readonly vault: KeyVault
  /** Memory only; what it holds goes before the keychain. */
  readonly session: KeyVault
  /** The live environment: read at each use, never copied. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** How long `status` waits for a keychain that may be showing its unlock prompt. */
  readonly statusWaitMs?: number
}

type KeyOwner = Pick<Provider, 'id' | 'keySource'>

/** The keys of the providers. Only `secretFor` gives one away, and only inside main. */
export interface Keys {
  /** Rejects with `bad_ask` for what cannot be a key, with `keychain_...` when the keychain does not take it. */
  put(providerId: ProviderId, secret: string, where: 'keychain' | 'session'): Promise<KeyStatus>
  /** Never rejects for the keychain's sake: that it is missing, locked or refusing is the status. */
  status(provider: KeyOwner): Promise<KeyStatus>
  /** Forgets a stored key everywhere; `unavailable` when the keychain may still hold it. */
  forget(providerId: ProviderId): Promise<KeyStatus>
  /** Null when the provider has no key. Rejects with `keychain_...`; may wait while a person unlocks the keychain. */
  secretFor(provider: KeyOwner): Promise<string | null>
  /** Ends everything at once and forgets what is in memory. */
  close(): void
}

const defaultStatusWaitMs = 5_000

export function createKeys(options: KeysOptions): Keys {
  return new KeysService(options)
}

class KeysService implements Keys {
  readonly #options: KeysOptions
  readonly #opened: OpenedKeys

  constructor(options: KeysOptions) {
    this.#options = options
    this.#opened = new OpenedKeys(options.vault)
  }

  async put(providerId: ProviderId, pasted: string, where: 'keychain' | 'session'): Promise<KeyStatus> {
    const secret = secretText(pasted)
    if (where === 'session') {
      await this.#options.session.put(providerId, secret)
    } else {
      await this.#opened.put(providerId, secret)
      await this.#options.session.forget(providerId)
    }
    return this.#storedStatus(providerId)
  }

  async status({ id, keySource }: KeyOwner): Promise<KeyStatus> {
    if (keySource.kind === 'none') return { state: 'none' }
    return keySource.kind === 'stored' ? this.#storedStatus(id) : environmentStatus(keySource, this.#options.env)
  }

  async forget(providerId: ProviderId): Promise<KeyStatus> {
    await this.#options.session.forget(providerId)
    try {
      await this.#opened.forget(providerId)
      return { state: 'none' }
    } catch (error) {
      return unavailable(error)
    }
  }

  async secretFor({ id, keySource }: KeyOwner): Promise<string | null> {
    if (keySource.kind === 'none') return null
    if (keySource.kind === 'environment') return environmentSecret(keySource, this.#options.env)
    return (await this.#options.session.get(id)) ?? this.#opened.get(id)
  }

  close(): void {
    this.#opened.close()
    this.#options.session.close()
  }

  async #storedStatus(id: ProviderId): Promise<KeyStatus> {
    const { vault, session, statusWaitMs = defaultStatusWaitMs } = this.#options
    const inSession = await session.get(id)
    if (inSession !== null) return { state: 'stored', lastFour: lastFour(inSession), where: await session.place() }
    try {
      const secret = await within(this.#opened.get(id), statusWaitMs)
      if (secret === null) return { state: 'none' }
      return { state: 'stored', lastFour: lastFour(secret), where: await vault.place() }
    } catch (error) {
      return unavailable(error)
    }
  }
}

/** Of a shorter key four characters would be too much of it. */
const shortestShown = 12

function lastFour(secret: string): string {
  return secret.length >= shortestShown ? secret.slice(-4) : ''
}

type EnvironmentSource = Extract<KeySource, { kind: 'environment' }>

/** Null when the variable is not set; throws `no_key` when its value cannot be a key. */
function environmentSecret({ variable }: EnvironmentSource, env: KeysOptions['env']): string | null {
  const value = (env[variable] ?? '').trim()
  if (value === '') return null
  try {
    return secretText(value)
  } catch (error) {
    throw faultError('no_key', `${variable}: ${faultOf(error).message}`)
  }
}

function environmentStatus({ variable }: EnvironmentSource, env: KeysOptions['env']): KeyStatus {
  return { state: 'environment', variable, present: (env[variable] ?? '').trim() !== '' }
}

function unavailable(error: unknown): KeyStatus {
  const { kind } = faultOf(error)
  const known = kind === 'keychain_missing' || kind === 'keychain_locked'
  return { state: 'unavailable', reason: known ? kind : 'keychain_refused' }
}

/** Gives up waiting, not the work: the person may still be typing the keychain's password. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(faultError('keychain_locked', 'The keychain has not answered yet.')), limitMs)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
