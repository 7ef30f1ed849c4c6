import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import type { Locale, Settings, SettingsChange } from '../../shared/domain/settings'
import type { ChosenSettings, PlannedSpelling } from '../../shared/domain/settings-file'
import type { SpellingState } from '../../shared/domain/spelling'
import * as m from '../../shared/messages/messages.js'
import { faultError } from '../fault-error'
import { diskFault } from '../history/disk-fault'
import { newId } from '../new-id'
import { normalBaseUrl, originOf } from '../providers/base-url'
import { settingsText } from '../settings/settings-export'
import { readSettingsFile, SettingsFileError, type SettingsImport } from '../settings/settings-import'
import { OutputFile } from '../transfer/export/output-file'
import { fileNameOf } from '../transfer/file-name'
import { askFor, askWhereToSave } from '../window/file-dialogs'
import type { Handlers } from './handlers'
import { windowOf } from './publish'

type SettingsCalls = Extract<keyof Handlers, `settings:${string}`>

/** Far more than hundreds of providers need. */
const MOST_FILE_BYTES = 4 * 1024 * 1024

export interface SettingsRooms {
  readonly stored: {
    get(): Settings
    change(change: SettingsChange): Settings
    providers(): readonly Provider[]
    putAll(change: SettingsChange, providers: readonly Provider[]): void
  }
  readonly locale: () => Locale
  readonly spelling: () => SpellingState
  /** Called when providers have come in. */
  readonly providersChanged: () => void
}

export function settingsHandlers(rooms: SettingsRooms): Pick<Handlers, SettingsCalls> {
  const { stored, locale, spelling, providersChanged } = rooms
  let chosen: SettingsImport | null = null
  const name = (): string => m.settings_file({}, { locale: locale() })
  return {
    'settings:spelling': () => spelling(),
    'settings:get': () => stored.get(),
    'settings:change': (ask) => stored.change(ask),
    'settings:export': async (_ask, viewer) => {
      const filters = [{ name: name(), extensions: ['json'] }]
      const to = await askWhereToSave(windowOf(viewer), `${fileNameOf(`Rill ${name()}`, new Date())}.json`, filters)
      if (to === null) return null
      const { text, leftOut } = settingsText(stored.get(), stored.providers())
      writeWhole(to, text)
      return { fileName: basename(to), leftOut }
    },
    'settings:choose-import': async (_ask, viewer) => {
      const file = await askFor('file', windowOf(viewer), [{ name: name(), extensions: ['json'] }])
      chosen = null
      if (file === null) return null
      const looked = await lookInto(file, stored)
      if (looked.kind === 'bad') return { ...looked, fileName: basename(file) }
      const planned = plannedSpelling(looked.found.change, stored.get(), spelling())
      chosen = planned?.available === false ? withoutSpelling(looked.found) : looked.found
      return planOf(basename(file), chosen, planned, stored.get())
    },
    'settings:import': () => {
      if (!chosen) throw faultError('bad_ask', 'no file has been chosen')
      const { change, added, changed } = chosen
      chosen = null
      stored.putAll(change, [...added, ...changed])
      providersChanged()
      return {}
    }
  }
}

type Looked =
  | { readonly kind: 'good'; readonly found: SettingsImport }
  | Pick<ChosenSettings & { kind: 'bad' }, 'kind' | 'problem'>

async function lookInto(file: string, stored: SettingsRooms['stored']): Promise<Looked> {
  try {
    const found = readSettingsFile(await smallText(file), {
      settings: stored.get(),
      providers: stored.providers(),
      newId: () => newId<ProviderId>(),
      normalBaseUrl,
      originOf
    })
    return { kind: 'good', found }
  } catch (error) {
    return { kind: 'bad', problem: error instanceof SettingsFileError ? error.problem : { kind: 'unreadable' } }
  }
}

async function smallText(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > MOST_FILE_BYTES) throw new SettingsFileError({ kind: 'too-large' })
  return readFile(file, 'utf8')
}

/** Null where it would be as it is, none, or the system's, which asks nobody for a dictionary. */
function plannedSpelling(change: SettingsChange, now: Settings, { languages }: SpellingState): PlannedSpelling | null {
  const { spelling = '' } = change
  if (spelling === '' || spelling === now.spelling || languages.length === 0) return null
  return { language: spelling, available: languages.includes(spelling) }
}

function withoutSpelling(found: SettingsImport): SettingsImport {
  const { spelling: _spelling, ...change } = found.change
  return { ...found, change }
}

function planOf(
  fileName: string,
  { change, added, changed, leftOut }: SettingsImport,
  spelling: PlannedSpelling | null,
  settings: Settings
): ChosenSettings {
  const differs = ([key, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(settings[key as keyof Settings])
  return {
    kind: 'good',
    fileName,
    differing: Object.entries(change).filter(differs).length,
    proxy: change.proxy && differs(['proxy', change.proxy]) ? change.proxy : null,
    spelling,
    added: added.map((provider) => provider.name),
    changed: changed.map((provider) => provider.name),
    leftOut
  }
}

function writeWhole(file: string, text: string): void {
  let output: OutputFile | null = null
  try {
    output = new OutputFile(file)
    output.write(text)
    output.finish()
  } catch (error) {
    output?.discard()
    throw diskFault(error)
  }
}
