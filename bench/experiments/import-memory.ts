import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MeasuredApp } from '../app/measured-app'
import { corpus, type CorpusConversation } from '../corpus/corpus'
import { writeChatGptExport } from '../corpus/chatgpt-export'
import { differenceRow, type Experiment } from '../experiment'

const BYTES = 1_000_000_000
/** Each text so many times one after the other: as long as the answers of an export of this size. */
const TIMES = 12
const SEED = 9
const REST_MS = 10_000
const LOOK_MS = 200

/** What the whole program takes at most while it imports a file of 1 GB, over what it takes at rest. */
export const importMemory: Experiment = {
  rows: [
    differenceRow({
      name: 'import',
      unit: 'MB',
      peer: 'the same program at rest; a file of 1 GB',
      bar: { atMost: 200 },
      onlyIn: 'full',
      ours: 'peak',
      theirs: 'idle'
    })
  ],
  rounds: { full: 1, quick: 1 },
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'rill-bench-'))
    const file = join(folder, 'conversations.json')
    await writeChatGptExport(file, long(corpus({ messages: Number.MAX_SAFE_INTEGER, seed: SEED })), BYTES)
    return {
      round: () => peakOf(file),
      close: () => rm(folder, { recursive: true, force: true, maxRetries: 10 })
    }
  }
}

function* long(all: Iterable<CorpusConversation>): Generator<CorpusConversation> {
  for (const one of all) {
    yield { ...one, messages: one.messages.map((message) => ({ ...message, text: message.text.repeat(TIMES) })) }
  }
}

async function peakOf(file: string): Promise<Readonly<Record<string, number>>> {
  const measured = await MeasuredApp.start()
  try {
    const rested = async (): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, REST_MS))
      return measured.memoryMb()
    }
    const [idle, again] = [await rested(), await rested()]
    let peak = 0
    const looking = setInterval(() => (peak = Math.max(peak, measured.memoryMb())), LOOK_MS)
    await importWhole(measured, file).finally(() => clearInterval(looking))
    return { peak, idle, 'idle again': again }
  } finally {
    await measured.close()
  }
}

/** As a person does it: the dry run first. */
async function importWhole({ app, page }: MeasuredApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
  await page.evaluate(async () => {
    for (const name of ['transfer:choose-import', 'transfer:preview'] as const) {
      const reply = await window.rill.call(name, {})
      if (!reply.ok) throw new Error(reply.fault.message)
    }
    const report = await window.rill.call('transfer:import', {})
    if (!report.ok || report.value.state !== 'done') throw new Error(JSON.stringify(report))
  })
}
