import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { corpus, type CorpusOptions } from './corpus'

/** Writes one conversation a line, as JSON, and resolves with how many there are. */
export async function writeCorpus(file: string, options: CorpusOptions): Promise<number> {
  const out = createWriteStream(file)
  let conversations = 0
  for (const conversation of corpus(options)) {
    conversations++
    if (!out.write(`${JSON.stringify(conversation)}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
  return conversations
}
