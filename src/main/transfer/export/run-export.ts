import { assertNever } from '../../../shared/assert-never'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Locale } from '../../../shared/domain/settings'
import type { ExportForm, ExportScope, TransferProgress } from '../../../shared/domain/transfer'
import type { Readable } from '../../history/database'
import { ExportReader, type StoredConversation } from '../../history/export-reader'
import type { CheckCancelled } from '../check-cancelled'
import type { ExportWriter } from './export-writer'
import { htmlWriter } from './html-writer'
import { jsonlWriter } from './jsonl-writer'
import { markdownWriter } from './markdown-writer'
import { OutputFile } from './output-file'
import { rillWriter } from './rill-writer'
import { textWriter } from './text-writer'

export interface ExportAsk {
  readonly form: ExportForm
  readonly scope: ExportScope
  readonly locale: Locale
  /** Of the app. */
  readonly version: string
  /** Of the whole, where the form has room for one. */
  readonly title: string
  /** What must not leave: values of the providers' own headers. */
  readonly secrets: readonly string[]
  readonly to: string
}

/** Writes the file and returns how many conversations it holds. Whatever it throws, no file is left behind. */
export function runExport(
  database: Readable,
  ask: ExportAsk,
  onProgress: (progress: TransferProgress) => void,
  checkCancelled: CheckCancelled,
  wallMs: () => number = Date.now
): number {
  const reader = new ExportReader(database)
  const writer = writerOf(ask)
  const all = ask.scope === null
  const ids = ask.scope ?? reader.ids(writer.whole)
  const output = new OutputFile(ask.to)
  try {
    output.write(writer.begin({ version: ask.version, atMs: wallMs(), title: ask.title }))
    if (writer.whole && all) for (const folder of reader.folders()) output.write(writer.folder(folder))
    let conversations = 0
    for (const [at, id] of ids.entries()) {
      conversations += exportOne(reader, writer, id, output, checkCancelled)
      onProgress({ done: at + 1, of: ids.length, conversations })
    }
    output.write(writer.end(all ? reader.draft() : null))
    output.finish()
    return conversations
  } catch (error) {
    output.discard()
    throw error
  }
}

/** 0 for one that has gone since it was chosen. */
function exportOne(
  reader: ExportReader,
  writer: ExportWriter,
  id: ConversationId,
  output: OutputFile,
  checkCancelled: CheckCancelled
): number {
  const found = reader.with(id, (conversation) => {
    output.write(writer.conversation(conversation))
    for (const message of messagesOf(reader, writer, conversation)) {
      checkCancelled()
      const request = writer.whole && message.role === 'assistant' ? reader.request(message.id) : null
      output.write(writer.message(message, request, reader.images(message)))
    }
    output.write(writer.conversationEnd())
    return 1
  })
  return found ?? 0
}

function messagesOf(reader: ExportReader, writer: ExportWriter, { id, headId }: StoredConversation) {
  if (writer.whole) return reader.messages(id)
  return headId === null ? [] : reader.path(headId)
}

function writerOf({ form, locale, secrets }: ExportAsk): ExportWriter {
  switch (form) {
    case 'rill':
      return rillWriter(secrets)
    case 'markdown':
      return markdownWriter(locale)
    case 'html':
      return htmlWriter(locale)
    case 'text':
      return textWriter(locale)
    case 'jsonl':
      return jsonlWriter()
    default:
      return assertNever(form)
  }
}
