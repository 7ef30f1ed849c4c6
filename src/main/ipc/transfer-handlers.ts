import { app } from 'electron'
import { basename } from 'node:path'
import type { Locale } from '../../shared/domain/settings'
import type { ExportForm, ExportScope } from '../../shared/domain/transfer'
import * as m from '../../shared/messages/messages.js'
import { faultError } from '../fault-error'
import { bytesToMove, dataFolder, decideMove } from '../history/data-folder'
import type { History } from '../history/history'
import { fileNameOf } from '../transfer/file-name'
import { PreparedBackups } from '../transfer/prepared-backups'
import type { Transfers } from '../transfer/transfers'
import { openFolder, showInFolder } from '../window/external-links'
import { askFor, askWhereToSave } from '../window/file-dialogs'
import type { Handlers } from './handlers'
import { windowOf, type Viewer } from './publish'

type TransferCalls = Extract<keyof Handlers, `transfer:${string}`>

export interface TransferRooms {
  readonly history: History
  readonly transfers: Transfers
  readonly locale: () => Locale
  /** What no export may hold. */
  readonly secrets: () => readonly string[]
  /** Writes everything into one file. */
  readonly backUp: (file: string) => Promise<void>
  /** Ends the program, which asks where an answer is being written, and starts it again. */
  readonly restart: () => void
}

const ENDING: Readonly<Record<ExportForm, string>> = {
  rill: 'json',
  markdown: 'md',
  html: 'html',
  text: 'txt',
  jsonl: 'jsonl'
}

const FORM_NAME: Readonly<Record<ExportForm, (inputs: object, options: { locale: Locale }) => string>> = {
  rill: m.transfer_form_rill,
  markdown: m.transfer_form_markdown,
  html: m.transfer_form_html,
  text: m.transfer_form_text,
  jsonl: m.transfer_form_jsonl
}

/** What goes out of the history and comes into it. Main asks where to: the page never names a path. */
export function transferHandlers(rooms: TransferRooms): Pick<Handlers, TransferCalls> {
  const { history, transfers, locale, secrets } = rooms
  let saved: string | null = null
  /** The last one of each window: what one of them shows is what it imports. */
  const chosen = new Map<Viewer['id'], string>()
  const theChosen = ({ id }: Viewer): string => {
    const file = chosen.get(id)
    if (file === undefined) throw faultError('bad_ask', 'no file has been chosen')
    return file
  }
  return {
    'transfer:export': async ({ form, scope }, viewer) => {
      const title = await titleOf(history, scope, locale())
      const ending = ENDING[form]
      const filters = [{ name: FORM_NAME[form]({}, { locale: locale() }), extensions: [ending] }]
      const name = `${fileNameOf(title, new Date())}.${ending}`
      const to = await askWhereToSave(windowOf(viewer), name, filters)
      if (to === null) return null
      const ask = { form, scope, locale: locale(), version: app.getVersion(), title, secrets: secrets(), to }
      const exported = await transfers.export(ask)
      saved = to
      return exported
    },
    'transfer:choose-import': async (_ask, viewer) => {
      const name = m.transfer_importable({}, { locale: locale() })
      const file = await askFor('file', windowOf(viewer), [{ name, extensions: ['zip', 'json', 'jsonl', 'ndjson'] }])
      if (file === null) return null
      chosen.set(viewer.id, file)
      return transfers.chosen(file)
    },
    'transfer:preview': (_ask, viewer) => transfers.preview(theChosen(viewer)),
    'transfer:import': (_ask, viewer) => transfers.import(theChosen(viewer)),
    ...backupHandlers(rooms, (file) => {
      saved = file
    }),
    'transfer:cancel': async () => {
      await transfers.cancel()
      return {}
    },
    'transfer:show-saved': () => {
      if (saved !== null) showInFolder(saved)
      return {}
    },
    ...folderHandlers(rooms)
  }
}

type FolderCalls = 'transfer:choose-folder' | 'transfer:move' | 'transfer:open-folder'

function folderHandlers({ restart }: TransferRooms): Pick<Handlers, FolderCalls> {
  const profile = app.getPath('userData')
  /** The last one of each window. */
  const chosen = new Map<Viewer['id'], string>()
  return {
    'transfer:choose-folder': async (_ask, viewer) => {
      const into = await askFor('folder', windowOf(viewer))
      if (into === null) return null
      chosen.set(viewer.id, into)
      return { folder: into, bytes: bytesToMove(profile) }
    },
    'transfer:move': (_ask, viewer) => {
      const into = chosen.get(viewer.id)
      if (into === undefined) throw faultError('bad_ask', 'no folder has been chosen')
      decideMove(profile, into)
      restart()
      return {}
    },
    'transfer:open-folder': async () => {
      await openFolder(dataFolder(profile).folder)
      return {}
    }
  }
}

type BackupCalls = 'transfer:back-up' | 'transfer:choose-backup' | 'transfer:restore' | 'transfer:drop-backup'

function backupHandlers(
  { transfers, backUp, restart, locale }: TransferRooms,
  onSaved: (file: string) => void
): Pick<Handlers, BackupCalls> {
  const prepared = new PreparedBackups(transfers)
  const name = (): string => m.transfer_backup({}, { locale: locale() })
  return {
    'transfer:back-up': async (_ask, viewer) => {
      const file = `${fileNameOf(`Rill ${name()}`, new Date())}.${BACKUP_ENDING}`
      const filters = [{ name: name(), extensions: [BACKUP_ENDING] }]
      const to = await askWhereToSave(windowOf(viewer), file, filters)
      if (to === null) return null
      await backUp(to)
      onSaved(to)
      return { fileName: basename(to) }
    },
    'transfer:choose-backup': async (_ask, viewer) => {
      const file = await askFor('file', windowOf(viewer), [{ name: name(), extensions: ANY_BACKUP }])
      return file === null ? null : prepared.look(viewer.id, file)
    },
    'transfer:restore': async (_ask, viewer) => {
      await prepared.decide(viewer.id)
      restart()
      return {}
    },
    'transfer:drop-backup': (_ask, viewer) => {
      prepared.drop(viewer.id)
      return {}
    }
  }
}

const BACKUP_ENDING = 'rillbackup'
/** Rill's own daily ones are databases by name. */
const ANY_BACKUP = [BACKUP_ENDING, 'db']

async function titleOf(history: History, scope: ExportScope, locale: Locale): Promise<string> {
  const [only] = scope ?? []
  if (only === undefined || scope?.length !== 1) return `Rill ${m.transfer_all_conversations({}, { locale })}`
  const { title } = await history.conversation(only)
  return title || m.app_untitled({}, { locale })
}
