import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import { MOST_LEARNED_WORDS, type Settings, type SettingsChange } from '../../shared/domain/settings'
import type { SettingsFileProblem } from '../../shared/domain/settings-file'
import { demoProviderId, plainProvider } from './default-settings'
import { currentVersion, migrate, versionOf } from './migrations'
import { isRaw, type Raw } from './settings-document'
import { plainHeaders, SETTINGS_KIND } from './settings-export'
import { providerFields, settingsFields, type Fields } from './settings-fields'

/** What is here already, and what the import needs of other rooms. */
export interface ImportGround {
  readonly settings: Settings
  readonly providers: readonly Provider[]
  readonly newId: () => ProviderId
  /** Makes a base URL regular; throws for one that is none. */
  readonly normalBaseUrl: (text: string) => string
  readonly originOf: (baseUrl: string) => string
}

/** What a file would make of the settings. */
export interface SettingsImport {
  readonly change: SettingsChange
  readonly added: readonly Provider[]
  readonly changed: readonly Provider[]
  readonly leftOut: readonly string[]
}

/** A file that is no file of settings. */
export class SettingsFileError extends Error {
  constructor(readonly problem: SettingsFileProblem) {
    super(problem.kind)
  }
}

/**
 * Reads a file of settings against those that are here; throws `SettingsFileError` where anything in it is wrong. A
 * provider that is here already, at the same origin, keeps its key and its secret headers. Any other comes in under a
 * new id and without a key, not even the name of a variable: a file must not send a key that is here to its own server.
 */
export function readSettingsFile(text: string, ground: ImportGround): SettingsImport {
  const raw = migrate(settingsFile(text))
  const change = checked(settingsFields, raw.settings, 'settings')
  const read = providersIn(raw.providers).map((entry, index) => readProvider(entry, `providers.${index}`, ground))
  const ids = new Map<string, ProviderId>([[demoProviderId, demoProviderId]])
  const leftOut: string[] = []
  const added: Provider[] = []
  const changed: Provider[] = []
  for (const theirs of read.filter(({ preset }) => preset !== 'demo')) {
    const ours = ground.providers.find((one) => isSame(one, theirs, ground))
    const headers = plainHeaders(theirs, leftOut)
    const provider = ours ? merged(ours, { ...theirs, headers }) : newcomer({ ...theirs, headers }, ground.newId())
    ids.set(theirs.id, provider.id)
    if (!ours) added.push(provider)
    else if (JSON.stringify(ours) !== JSON.stringify(provider)) changed.push(provider)
  }
  return { change: fitted(change, ids, ground.settings), added, changed, leftOut }
}

/** With the chosen provider as it is called here, and with the words of both. */
function fitted(change: SettingsChange, ids: ReadonlyMap<string, ProviderId>, here: Settings): SettingsChange {
  const { chosenProviderId, learnedWords, ...others } = change
  const chosen = chosenProviderId === undefined ? undefined : ids.get(chosenProviderId)
  const words = learnedWords && [...new Set([...here.learnedWords, ...learnedWords])].slice(0, MOST_LEARNED_WORDS)
  return { ...others, ...(chosen && { chosenProviderId: chosen }), ...(words && { learnedWords: words }) }
}

function settingsFile(text: string): Raw {
  const raw = parsed(text)
  if (!isRaw(raw) || raw.kind !== SETTINGS_KIND || versionOf(raw) === 0 || !isRaw(raw.settings)) {
    throw new SettingsFileError({ kind: 'not-settings' })
  }
  if (versionOf(raw) > currentVersion) throw new SettingsFileError({ kind: 'newer' })
  return raw
}

function parsed(text: string): unknown {
  try {
    // Some editors put a byte order mark first.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    // What JSON.parse says quotes the file; that it is no JSON is all a person can use.
    throw new SettingsFileError({ kind: 'not-json' })
  }
}

/** The known fields that are there, each right; what a newer version has put beside them is passed over. */
function checked<T extends object>(fields: Fields<T>, value: unknown, path: string): { [K in keyof T]?: T[K] } {
  if (!isRaw(value)) throw new SettingsFileError({ kind: 'bad-value', at: path })
  const result: { [K in keyof T]?: T[K] } = {}
  for (const key of Object.keys(fields) as (keyof T & string)[]) {
    if (value[key] === undefined) continue
    const read = fields[key].safeParse(value[key])
    if (!read.success) throw new SettingsFileError({ kind: 'bad-value', at: `${path}.${key}` })
    result[key] = read.data
  }
  return result
}

/** More than anyone has. */
const MOST_PROVIDERS = 500

function providersIn(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.length <= MOST_PROVIDERS) return value
  throw new SettingsFileError({ kind: 'bad-value', at: 'providers' })
}

function readProvider(entry: unknown, path: string, { normalBaseUrl }: ImportGround): Provider {
  const { id, baseUrl, ...rest } = checked(providerFields, entry, path)
  if (id === undefined) throw new SettingsFileError({ kind: 'bad-value', at: `${path}.id` })
  if (rest.preset === 'demo') return { ...plainProvider, ...rest, id }
  try {
    return { ...plainProvider, ...rest, id, baseUrl: normalBaseUrl(baseUrl ?? '') }
  } catch {
    // Whatever is wrong with it, it is no address to send questions to.
    throw new SettingsFileError({ kind: 'bad-value', at: `${path}.baseUrl` })
  }
}

function isSame(ours: Provider, theirs: Provider, { originOf }: ImportGround): boolean {
  const named = ours.id === theirs.id || ours.name === theirs.name
  return named && ours.preset !== 'demo' && originOf(ours.baseUrl) === originOf(theirs.baseUrl)
}

function merged(ours: Provider, theirs: Provider): Provider {
  const secret = ours.headers.filter((header) => !plainHeaders({ ...ours, headers: [header] }, []).length)
  const { id, keySource, quirks } = ours
  return { ...theirs, id, keySource, quirks, headers: [...theirs.headers, ...secret] }
}

function newcomer(theirs: Provider, id: ProviderId): Provider {
  const keySource = { kind: theirs.keySource.kind === 'none' ? 'none' : 'stored' } as const
  return { ...theirs, id, keySource, quirks: {} }
}
