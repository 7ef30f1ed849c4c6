import { written } from '../../shared/ipc/written'
import { collectGarbage } from '../collect-garbage'
import type { Readable } from './database'
import type { Reads } from './history-calls'
import { HistoryReader } from './history-reader'
import { isIndexDamage } from './search/index-damage'
import { SearchReader } from './search/search-reader'
import { oneByOne, type Handlers } from './thread-calls'
import { TranslationReader } from './translation-reader'

/** The reading calls on one connection; `close` closes it. */
export function readHandlers(database: Readable): Handlers<Reads> {
  const reader = new HistoryReader(database)
  const translations = new TranslationReader(database)
  const search = new SearchReader(database, (_, folder) => reader.places.inFoldersNamed(folder))
  return {
    list: oneByOne(({ limit, offset, place }) => reader.places.list(place, limit, offset)),
    listOutline: oneByOne((nowMs) => reader.places.outline(nowMs)),
    folders: oneByOne(() => reader.places.folders()),
    tree: oneByOne((id) => reader.tree.branches(id)),
    conversation: oneByOne((id) => reader.conversation(id)),
    open: oneByOne((id) => reader.open(id)),
    openEnd: oneByOne((id) => reader.openEnd(id)),
    outline: oneByOne((headId) => reader.thread.outline(headId)),
    messages: oneByOne((ids) => reader.thread.messages(ids)),
    find: oneByOne(({ headId, text }) => reader.thread.find(headId, text)),
    search: oneByOne((ask) => unlessDamaged(() => written(search.search(ask)))),
    message: oneByOne((id) => reader.message(id)),
    path: oneByOne((id) => reader.path(id)),
    request: oneByOne((id) => reader.request(id)),
    drafts: oneByOne(() => reader.drafts()),
    images: oneByOne((ids) => reader.images(ids)),
    translationSheet: oneByOne(() => translations.sheet()),
    translatedParts: oneByOne((keys) => translations.parts(keys)),
    rest: oneByOne(() => collectGarbage()),
    close: oneByOne(() => database.close())
  }
}

/** What is wrong with the index is no damage of the history: the index can be made again. */
function unlessDamaged<T>(search: () => T): T | null {
  try {
    return search()
  } catch (error) {
    if (isIndexDamage(error)) return null
    throw error
  }
}
