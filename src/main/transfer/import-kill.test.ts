import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleThreads } from '../history/bundle-threads'
import { openWritable } from '../history/database'
import { HistoryWriter } from '../history/history-writer'
import { scratchFolder } from '../history/scratch-database'
import { soundness } from '../history/soundness'

let threads: string
let folder: string
let file: string

const CONVERSATIONS = 60
const MESSAGES = 600

/** Each takes several parts, so that a kill falls into the middle of one. */
function conversation(at: number): object {
  const nodes = Array.from({ length: MESSAGES }, (_, n) => {
    const author = { role: n % 2 === 0 ? 'user' : 'assistant' }
    const message = { author, content: { content_type: 'text', parts: [`${String(n)} ${'words '.repeat(60)}`] } }
    return [`n${String(n)}`, { parent: n === 0 ? null : `n${String(n - 1)}`, message }] as const
  })
  const id = `c${String(at)}`
  return { id, title: id, mapping: Object.fromEntries(nodes), current_node: `n${String(MESSAGES - 1)}` }
}

beforeAll(async () => {
  threads = await bundleThreads({
    transfer: '../transfer/transfer-thread.ts',
    'import-a-file': '../transfer/import-a-file.ts'
  })
  folder = scratchFolder()
  file = join(folder, 'conversations.json')
  writeFileSync(file, JSON.stringify(Array.from({ length: CONVERSATIONS }, (_, at) => conversation(at))))
}, 60_000)
afterAll(() => {
  for (const made of [threads, folder]) rmSync(made, { recursive: true })
})

/** Imports into a history of its own and kills the process once that has so many bytes; false when it ended first. */
async function killedAt(into: string, bytes: number): Promise<boolean> {
  mkdirSync(into, { recursive: true })
  const child = spawn(process.execPath, [join(threads, 'import-a-file.cjs'), into, threads, file])
  const closed = once(child, 'close')
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  while (child.exitCode === null && written(into) < bytes) await new Promise((resolve) => setImmediate(resolve))
  child.kill('SIGKILL')
  await closed
  return !said.includes('done')
}

function written(into: string): number {
  const bytesOf = (name: string): number => statSync(join(into, name), { throwIfNoEntry: false })?.size ?? 0
  return bytesOf('history.db') + bytesOf('history.db-wal')
}

interface State {
  readonly damage: string | null
  /** How many messages each conversation that is shown has. */
  readonly sizes: readonly number[]
  /** Messages of conversations that are not shown. */
  readonly hidden: number
}

/** As the next start finds it, after what it does first. */
function stateOf(into: string): State {
  const database = openWritable(join(into, 'history.db'))
  try {
    new HistoryWriter(database).recover()
    const sizes = database.all<{ count: number }>(
      'select (select count(*) from message m where m.conversation_id = c.id) as count from conversation c where deleted_at_ms is null'
    )
    const hidden = database.get<{ count: number }>(
      `select count(*) as count from message m join conversation c on c.id = m.conversation_id where c.deleted_at_ms is not null`
    )
    return { damage: soundness(database), sizes: sizes.map(({ count }) => count), hidden: hidden?.count ?? -1 }
  } finally {
    database.close()
  }
}

it.each([1, 3, 7, 11])('shows whole conversations only, after a kill with %s MB written', async (megabytes) => {
  const into = join(folder, `killed-${String(megabytes)}`)
  expect(await killedAt(into, megabytes * 1_000_000)).toBe(true)
  const { damage, sizes, hidden } = stateOf(into)
  expect({ damage, hidden }).toEqual({ damage: null, hidden: 0 })
  expect(new Set(sizes)).toEqual(new Set(sizes.length === 0 ? [] : [MESSAGES]))
  expect(sizes.length).toBeLessThan(CONVERSATIONS)
}, 60_000)

it('brings the rest when it is imported again', async () => {
  const into = join(folder, 'killed-7')
  expect(await killedAt(into, Number.POSITIVE_INFINITY)).toBe(false)
  expect(stateOf(into)).toEqual({ damage: null, hidden: 0, sizes: Array<number>(CONVERSATIONS).fill(MESSAGES) })
}, 120_000)
