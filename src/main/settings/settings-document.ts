import type { Provider } from '../../shared/domain/provider'
import type { Settings } from '../../shared/domain/settings'
import { defaultSettings, demoProvider, demoProviderId, plainProvider } from './default-settings'
import { providerFields, settingsFields, windowPlace, type Fields, type WindowPlace } from './settings-fields'

/** An object as a file has it, known and unknown fields alike. */
export type Raw = Readonly<Record<string, unknown>>

/** What the app understands of a settings file. */
export interface SettingsDocument {
  readonly settings: Settings
  /** The Demo provider is always among them. */
  readonly providers: readonly Provider[]
  readonly windows: ReadonlyMap<string, WindowPlace>
}

export interface ReadDocument {
  readonly document: SettingsDocument
  /** Where the file says what the app cannot take, such as `settings.theme`; the values themselves are not told. */
  readonly problems: readonly string[]
  /** The file's content without what is wrong in it; fields the app does not know are kept. */
  readonly mended: Raw
}

/** Takes every field that is right; one that is wrong falls back to its default alone. */
export function readDocument(raw: Raw): ReadDocument {
  const problems: string[] = []
  const settings = salvage(settingsFields, defaultSettings, part(raw, 'settings', problems), 'settings', problems)
  const read = readProviders(raw.providers, problems)
  const providers = withDemo(read.map((entry) => entry.provider))
  const chosenIsThere = providers.some((provider) => provider.id === settings.chosenProviderId)
  return {
    document: {
      settings: chosenIsThere ? settings : { ...settings, chosenProviderId: demoProviderId },
      providers,
      windows: readWindows(raw.windows)
    },
    problems,
    mended: {
      ...raw,
      settings: without(asRaw(raw.settings), problems, 'settings.'),
      providers: read.map(({ entry, provider }) => ({ ...entry, ...provider }))
    }
  }
}

/** The object itself, or an empty one in place of anything else. */
export function asRaw(value: unknown): Raw {
  return isRaw(value) ? value : {}
}

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function part(raw: Raw, key: string, problems: string[]): Raw {
  const value = raw[key]
  if (value !== undefined && !isRaw(value)) problems.push(key)
  return asRaw(value)
}

function salvage<T extends object>(fields: Fields<T>, defaults: T, raw: Raw, path: string, problems: string[]): T {
  const result = { ...defaults }
  const take = <K extends keyof T & string>(key: K): void => {
    if (raw[key] === undefined) return
    const parsed = fields[key].safeParse(raw[key])
    if (parsed.success) result[key] = parsed.data
    else problems.push(`${path}.${key}`)
  }
  for (const key of Object.keys(fields) as (keyof T & string)[]) take(key)
  return result
}

function without(raw: Raw, problems: readonly string[], prefix: string): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !problems.includes(prefix + key)))
}

function readProviders(value: unknown, problems: string[]): { entry: Raw; provider: Provider }[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    problems.push('providers')
    return []
  }
  const seen = new Set<string>()
  return value.flatMap((item: unknown, index) => {
    const entry = asRaw(item)
    const id = providerFields.id.safeParse(entry.id)
    const path = `providers.${index}`
    if (!id.success || seen.has(id.data)) {
      problems.push(path) // without an id of its own no key and no conversation can belong to it
      return []
    }
    seen.add(id.data)
    return [{ entry, provider: salvage(providerFields, { ...plainProvider, id: id.data }, entry, path, problems) }]
  })
}

function withDemo(providers: readonly Provider[]): readonly Provider[] {
  return providers.some((provider) => provider.preset === 'demo') ? providers : [demoProvider, ...providers]
}

/** A place that cannot be read is no loss worth telling: the window opens where a new one would. */
function readWindows(value: unknown): Map<string, WindowPlace> {
  const places = new Map<string, WindowPlace>()
  for (const [key, place] of Object.entries(asRaw(value))) {
    const parsed = windowPlace.safeParse(place)
    if (parsed.success) places.set(key, parsed.data)
  }
  return places
}
