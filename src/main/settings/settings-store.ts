import ElectronStore from 'electron-store'
import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import type { Settings, SettingsChange } from '../../shared/domain/settings'
import { faultError, type FaultError } from '../fault-error'
import { demoProviderId } from './default-settings'
import { openDocument, type SettingsNotice } from './open-document'
import { asRaw, readDocument, type Raw, type SettingsDocument } from './settings-document'
import { providerFields, settingsFields, windowPlace, type Fields, type WindowPlace } from './settings-fields'
import { SettingsFile } from './settings-file'

export interface OpenedSettings {
  readonly store: SettingsStore
  /** What was wrong with the file; empty when all is well. */
  readonly notices: readonly SettingsNotice[]
}

/** Never throws for the file's sake: what cannot be read is set aside, and defaults are used. */
export function openSettings(options: { readonly folder: string; readonly now?: () => Date }): OpenedSettings {
  const { folder, now = () => new Date() } = options
  const file = new SettingsFile({ folder, now, openStore: (how) => new ElectronStore(how) })
  const { raw, notices } = openDocument(file)
  return { store: new SettingsStore(file, raw), notices }
}

/**
 * Settings, providers and window places: in memory, and on disk after each change. A change that cannot be written
 * throws `disk_full` or `disk_read_only` and holds all the same until the program ends; one that is not valid throws
 * `bad_ask` and changes nothing.
 */
export class SettingsStore {
  readonly #file: SettingsFile
  readonly #listeners = new Set<(settings: Settings) => void>()
  /** As it goes to disk: fields this version does not know, and those a newer one means otherwise, stay in it. */
  #raw: Raw
  #document: SettingsDocument
  /** Whether the disk lacks something of it. */
  #isBehind = false
  /** The Demo provider's address is of this start alone. */
  #demoBaseUrl = ''

  constructor(file: SettingsFile, raw: Raw) {
    this.#file = file
    this.#raw = raw
    this.#document = readDocument(raw).document
  }

  readonly get = (): Settings => this.#document.settings

  readonly change = (change: SettingsChange): Settings => {
    refuseUnless(settingsFields, change)
    this.#take({ ...this.#raw, settings: { ...asRaw(this.#raw.settings), ...change } })
    return this.get()
  }

  /** Called after each change of the settings, also when it could not be written; returns the way to unsubscribe. */
  readonly onChange = (listener: (settings: Settings) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** In the order they were added. */
  readonly providers = (): readonly Provider[] => {
    return this.#document.providers.map((provider) =>
      provider.preset === 'demo' ? { ...provider, baseUrl: this.#demoBaseUrl } : provider
    )
  }

  /** Adds it, or takes the place of the one with its id. */
  readonly putProvider = (provider: Provider): void => this.putAll({}, [provider])

  /** A change and providers in one step, so that the disk has all of it or nothing. */
  readonly putAll = (change: SettingsChange, providers: readonly Provider[]): void => {
    refuseUnless(settingsFields, change)
    for (const provider of providers) refuseUnless(providerFields, provider)
    const settings = { ...asRaw(this.#raw.settings), ...change }
    let entries = this.#providerEntries()
    for (const provider of providers) entries = this.#withProvider(entries, provider)
    this.#take({ ...this.#raw, settings, providers: entries })
  }

  /** If it was the chosen one, Demo is chosen. Removing one that is not there does nothing. */
  readonly removeProvider = (id: ProviderId): void => {
    const settings = asRaw(this.#raw.settings)
    const chosen = settings.chosenProviderId === id ? { chosenProviderId: demoProviderId } : {}
    const left = this.#providerEntries().filter((entry) => entry.id !== id)
    this.#take({ ...this.#raw, settings: { ...settings, ...chosen }, providers: left })
  }

  /** Null when none is remembered. */
  readonly windowPlace = (key: string): WindowPlace | null => this.#document.windows.get(key) ?? null

  /** Never throws: a place that is not one, or that cannot be written, is no loss worth telling. */
  readonly putWindowPlace = (key: string, place: WindowPlace): void => {
    if (!windowPlace.safeParse(place).success) return
    this.#adopt({ ...this.#raw, windows: withPlace(asRaw(this.#raw.windows), key, place) })
    this.#write()
  }

  #withProvider(entries: Raw[], provider: Provider): Raw[] {
    const isDemo = provider.preset === 'demo'
    if (isDemo) this.#demoBaseUrl = provider.baseUrl
    const wanted = isDemo ? { ...provider, baseUrl: '' } : provider
    const known = this.#document.providers.find(({ id }) => id === provider.id)
    const isStored = entries.some(({ id }) => id === provider.id)
    const changed = { id: provider.id, ...(isStored && known ? differences(wanted, known) : wanted) }
    if (!isStored) return [...entries, changed]
    return entries.map((entry) => (entry.id === provider.id ? { ...entry, ...changed } : entry))
  }

  #providerEntries(): Raw[] {
    return Array.isArray(this.#raw.providers) ? this.#raw.providers.map(asRaw) : []
  }

  #take(raw: Raw): void {
    const before = this.get()
    this.#adopt(raw)
    const now = this.get()
    if (!isSame(before, now)) for (const listener of this.#listeners) listener(now)
    const fault = this.#write()
    if (fault) throw fault
  }

  #adopt(raw: Raw): void {
    const { document } = readDocument(raw)
    if (isSame(flat(document), flat(this.#document))) return
    this.#raw = raw
    this.#document = document
    this.#isBehind = true
  }

  /** Writes what is not on disk yet, this change's or one before it; what it cannot write stays for the next. */
  #write(): FaultError | null {
    if (!this.#isBehind) return null
    const fault = this.#file.write(this.#raw)
    this.#isBehind = fault !== null
    return fault
  }
}

/** More screens than one person has; those that were used last stay. */
const MOST_PLACES = 20

function withPlace(places: Raw, key: string, place: WindowPlace): Raw {
  const others = Object.entries(places).filter(([other]) => other !== key)
  return Object.fromEntries([...others, [key, place] as const].slice(-MOST_PLACES))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function flat({ windows, ...rest }: SettingsDocument): unknown {
  return { ...rest, windows: [...windows] }
}

/** Only these are written, so that what a newer version has put into the other fields stays. */
function differences(wanted: Provider, known: Provider): Partial<Provider> {
  const fields = Object.keys(wanted) as (keyof Provider)[]
  return Object.fromEntries(fields.filter((key) => !isSame(wanted[key], known[key])).map((key) => [key, wanted[key]]))
}

function refuseUnless<T extends object>(fields: Fields<T>, given: { readonly [K in keyof T]?: T[K] }): void {
  for (const [key, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, key) ? fields[key as keyof T] : null
    if (!field?.safeParse(value).success) throw faultError('bad_ask', `The value for ${key} is not valid.`)
  }
}
