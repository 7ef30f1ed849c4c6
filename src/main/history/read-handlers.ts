import type { Readable } from './database'
import type { Reads } from './history-calls'
import { HistoryReader } from './history-reader'
import { oneByOne, type Handlers } from './thread-calls'

/** The reading calls on one connection; `close` closes it. */
export function readHandlers(database: Readable): Handlers<Reads> {
  const reader = new HistoryReader(database)
  return {
    list: oneByOne(({ limit, offset }) => reader.list(limit, offset)),
    conversation: oneByOne((id) => reader.conversation(id)),
    open: oneByOne((id) => reader.open(id)),
    openEnd: oneByOne((id) => reader.openEnd(id)),
    outline: oneByOne((headId) => reader.thread.outline(headId)),
    messages: oneByOne((ids) => reader.thread.messages(ids)),
    find: oneByOne(({ headId, text }) => reader.thread.find(headId, text)),
    message: oneByOne((id) => reader.message(id)),
    path: oneByOne((id) => reader.path(id)),
    request: oneByOne((id) => reader.request(id)),
    drafts: oneByOne(() => reader.drafts()),
    close: oneByOne(() => database.close())
  }
}
