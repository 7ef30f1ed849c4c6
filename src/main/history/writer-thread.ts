import { parentPort, type MessagePort } from 'node:worker_threads'
import type { ConversationId } from '../../shared/domain/ids'
import type { Fault } from '../../shared/fault'
import type { Reply } from '../../shared/ipc/calls'
import type { Writes, WriterStart } from './history-calls'
import { FolderWriter } from './folder-writer'
import { HistoryWriter } from './history-writer'
import { unpacked } from './import-part'
import { ImportWriter } from './import-writer'
import { openAgain, openDatabase } from './open-database'
import { PlaceWriter } from './place-writer'
import { readHandlers } from './read-handlers'
import { BackgroundUpkeep } from './search/background-upkeep'
import { IndexUpkeep } from './search/index-upkeep'
import { hasLostImages } from './stored-image'
import { noteRemoved } from './removed-notes'
import { Inbox, oneByOne, serve } from './thread-calls'
import { TranslationWriter } from './translation-writer'
import { Wipe, wipeMark } from './wipe'

if (!parentPort) throw new Error('the writer of the history runs in a thread of its own')
begin(parentPort)

function begin(port: MessagePort): void {
  port.once('message', (start: WriterStart) => write(new Inbox(port, PATIENT), start))
}

/** After these there is nothing to keep up: a part of an answer is indexed with its whole. */
const BARE: ReadonlySet<keyof Writes> = new Set(['append', 'appendToPart', 'rest'])

/** An import is in no hurry: neither it nor the index ends a step for these. */
const PATIENT: ReadonlySet<keyof Writes> = new Set(['importParts', 'importDraft', 'importFolder'])

const asReplies = (faults: readonly (Fault | null)[]): Reply<void>[] =>
  faults.map((fault) => (fault ? { ok: false, fault } : { ok: true, value: undefined }))

/** Opens the history and answers for it. Throws, and the thread ends, where another thread's place cannot be taken. */
function write(inbox: Inbox<Writes>, { folder, isMoved, again }: WriterStart): void {
  const { database, close, ...opened } = again === null ? openDatabase(folder, isMoved) : openAgain(again)
  const writer = new HistoryWriter(database)
  const mark = wipeMark(opened.file ?? null)
  const upkeep = new BackgroundUpkeep(new IndexUpkeep(database, inbox.isAsked), new Wipe(database, mark.set))
  if (mark.isSet()) upkeep.willRemove()
  const places = new PlaceWriter(database)
  const folders = new FolderWriter(database)
  const willRemove = (ids: readonly ConversationId[]): void => {
    upkeep.willRemove()
    if (opened.file !== null) noteRemoved(opened.file, ids)
  }
  const imports = new ImportWriter(database)
  const translations = new TranslationWriter(database)
  serve(inbox, {
    ...readHandlers(database),
    close: oneByOne(() => {
      upkeep.close()
      close()
    }),
    opened: oneByOne(() => opened),
    begin: oneByOne((turn) => writer.begin(turn)),
    append: (appends) => asReplies(writer.append(appends)),
    end: oneByOne(({ runId, content }) => writer.end(runId, content)),
    reopen: oneByOne(({ answerId, runId }) => writer.reopen(answerId, runId)),
    putRequest: oneByOne(({ answerId, request }) => writer.putRequest(answerId, request)),
    change: oneByOne(({ id, change }) => writer.change(id, change)),
    choose: oneByOne((messageId) => writer.choose(messageId)),
    delete: oneByOne((id) => writer.delete(id)),
    restore: oneByOne((id) => writer.restore(id)),
    putDraft: oneByOne((draft) => writer.putDraft(draft)),
    putImage: oneByOne((image) => writer.putImage(image)),
    putTranslationSheet: oneByOne((sheet) => translations.putSheet(sheet)),
    putTranslatedPart: oneByOne((part) => translations.putPart(part)),
    appendToPart: (appends) => asReplies(translations.append(appends)),
    endTranslatedPart: oneByOne(({ runId, content }) => translations.endPart(runId, content)),
    forgetTranslatedParts: oneByOne((keys) => translations.forgetParts(keys)),
    recover: oneByOne(() => {
      const old = places.oldTrash()
      if (old.length > 0 || hasLostImages(database)) willRemove(old)
      return writer.recover()
    }),
    rebuildIndex: oneByOne(() => upkeep.rebuild()),
    move: oneByOne(({ ids, change }) => places.move(ids, change)),
    deleteMany: oneByOne((ids) => places.delete(ids)),
    restoreMany: oneByOne((ids) => places.restore(ids)),
    purge: oneByOne((ids) => {
      willRemove(ids)
      places.purge(ids)
    }),
    addFolder: oneByOne((folder) => folders.add(folder)),
    changeFolder: oneByOne(({ id, change }) => folders.change(id, change)),
    removeFolder: oneByOne((id) => folders.remove(id)),
    restoreFolder: oneByOne((removed) => folders.restore(removed)),
    importParts: oneByOne(({ parts, from }) => imports.putSome(unpacked(parts).slice(from), inbox.isAsked)),
    importDraft: oneByOne((draft) => imports.putDraft(draft)),
    importFolder: oneByOne((folder) => imports.putFolder(folder)),
    dropComing: oneByOne(() => imports.dropComing())
  }, (name) => !BARE.has(name) && upkeep.wake())
}
