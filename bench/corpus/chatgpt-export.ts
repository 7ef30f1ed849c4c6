import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { chatGptTalk } from '../../src/main/transfer/import/chatgpt.fixture'
import type { CorpusConversation } from './corpus'

/** Writes conversations as ChatGPT's `conversations.json`, until there are no more or the file has this many bytes. */
export async function writeChatGptExport(
  file: string,
  all: Iterable<CorpusConversation>,
  mostBytes = Infinity
): Promise<void> {
  const out = createWriteStream(file)
  let bytes = 0
  for (const { id, title, createdAtMs, messages } of all) {
    const record = chatGptTalk(id, title, createdAtMs / 1_000, messages.map(({ text }) => text))
    const written = `${bytes === 0 ? '[' : ','}${JSON.stringify(record)}`
    bytes += Buffer.byteLength(written)
    if (!out.write(written)) await once(out, 'drain')
    if (bytes >= mostBytes) break
  }
  out.end(']')
  await finished(out)
}
