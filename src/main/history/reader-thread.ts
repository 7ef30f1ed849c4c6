import { parentPort, type MessagePort } from 'node:worker_threads'
import { openReadable } from './database'
import type { ReaderStart, Reads } from './history-calls'
import { readHandlers } from './read-handlers'
import { Inbox, serve } from './thread-calls'

if (!parentPort) throw new Error('the reader of the history runs in a thread of its own')
begin(parentPort)

function begin(port: MessagePort): void {
  port.once('message', ({ file }: ReaderStart) => serve(new Inbox<Reads>(port), readHandlers(openReadable(file))))
}
