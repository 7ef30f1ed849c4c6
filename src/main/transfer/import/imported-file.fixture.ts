import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import type { ImportCounts } from '../../../shared/domain/transfer'
import { HistoryReader } from '../../history/history-reader'
import { ImportReader } from '../../history/import-reader'
import { ImportWriter } from '../../history/import-writer'
import type { ScratchDatabase } from '../../history/scratch-database'
import { drySink } from './dry-sink'
import type { ImportSink } from './import-sink'
import { runImport } from './run-import'

/** Writes into the database as the app's own writer does. */
export function writingSink({ writable }: ScratchDatabase): ImportSink {
  const writer = new ImportWriter(writable)
  return {
    parts: (parts) => new Promise((resolve) => resolve(writer.putSome(structuredClone(parts), () => false))),
    draft: (draft) => new Promise((resolve) => resolve(writer.putDraft(draft))),
    folder: (folder) => new Promise((resolve) => resolve(writer.putFolder(folder)))
  }
}

const QUIET = { onProgress: () => undefined, checkCancelled: () => undefined }

export function importFile(scratch: ScratchDatabase, file: string): Promise<ImportCounts> {
  return runImport(file, { sink: writingSink(scratch), ...QUIET })
}

export function previewFile(scratch: ScratchDatabase, file: string): Promise<ImportCounts> {
  return runImport(file, { sink: drySink(new ImportReader(scratch.readable)), ...QUIET })
}

/** Writes the material of a test; returns where. */
export function fileWith(folder: string, name: string, content: string | Buffer | object): string {
  const file = join(folder, name)
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content)
  writeFileSync(file, isRaw ? content : JSON.stringify(content))
  return file
}

export interface Shown {
  readonly title: string
  readonly lines: readonly string[]
  readonly messages: readonly Message[]
}

/** Every conversation as a window would show it, newest first. */
export function shownIn({ readable }: ScratchDatabase): readonly Shown[] {
  const reader = new HistoryReader(readable)
  return reader.list(100, 0).map(({ id, title }) => shownOf(reader, id, title))
}

function shownOf(reader: HistoryReader, id: ConversationId, title: string): Shown {
  const { messages } = reader.open(id)
  return { title, messages, lines: messages.map(({ role, text }) => `${role}: ${text}`) }
}
