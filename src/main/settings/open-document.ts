import type { Notice } from '../../shared/ipc/events'
import { faultError } from '../fault-error'
import { demoProvider } from './default-settings'
import { currentVersion, migrate, versionOf } from './migrations'
import { readDocument, type Raw } from './settings-document'
import type { SettingsFile } from './settings-file'

/** A notice before it is given an id. */
export type SettingsNotice = Omit<Notice, 'id'>

export interface OpenedDocument {
  readonly raw: Raw
  readonly notices: readonly SettingsNotice[]
}

const emptyDocument: Raw = { version: currentVersion, settings: {}, providers: [demoProvider], windows: {} }

/** Reads the settings file, in whatever state it is. */
export function openDocument(file: SettingsFile): OpenedDocument {
  try {
    const raw = file.read()
    return raw === null ? { raw: emptyDocument, notices: [] } : mend(file, migrate(raw))
  } catch (error) {
    const notice = unreadable(reasonOf(error), file.moveAside())
    return { raw: emptyDocument, notices: [notice] }
  }
}

/** What is wrong in a file is left out of it only once the file as it was has a copy. */
function mend(file: SettingsFile, raw: Raw): OpenedDocument {
  const { problems, mended } = readDocument(raw)
  // A newer version may mean something by what looks wrong here.
  if (problems.length === 0 || versionOf(raw) > currentVersion) return { raw, notices: [] }
  const setAside = file.copyAside()
  const notice = unreadable(`Defaults stand in for: ${problems.join(', ')}`.slice(0, 500), setAside)
  if (setAside === null) return { raw, notices: [notice] }
  file.write(mended) // so that the same copy is not made at every start; if it fails, the next change will say so
  return { raw: mended, notices: [notice] }
}

function unreadable(message: string, setAside: string | null): SettingsNotice {
  return { fault: faultError('settings_unreadable', message).fault, setAside }
}

/** JSON's own message quotes the file, which may hold a secret header. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'The file is not JSON.'
  if (error instanceof Error && 'code' in error) return `The file cannot be read: ${String(error.code)}.`
  return error instanceof Error ? error.message : String(error)
}
