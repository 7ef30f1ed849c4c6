import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleThreads } from './bundle-threads'
import { openWritable } from './database'
import { HistoryWriter } from './history-writer'
import { migrate, NEWEST_VERSION, schemaVersion } from './migrate'
import { fillHistory } from './salvage/sample-history'
import { scratchFolder } from './scratch-database'
import { soundness } from './soundness'

let threads: string
let folder: string

beforeAll(async () => {
  threads = await bundleThreads({ 'migrate-slowly': 'migrate-slowly.ts' })
  folder = scratchFolder()
  const database = openWritable(join(folder, 'before.db'))
  migrate(database)
  fillHistory(new HistoryWriter(database), 5)
  database.script('pragma wal_checkpoint(truncate)')
  database.close()
})
afterAll(() => {
  for (const made of [threads, folder]) rmSync(made, { recursive: true })
})

/** Kills the migration once its log has this many bytes; true when it had not ended by then. */
async function killedAt(file: string, bytes: number): Promise<boolean> {
  const child = spawn(process.execPath, [join(threads, 'migrate-slowly.cjs'), file])
  const closed = once(child, 'close')
  let ended = false
  child.stdout.on('data', () => (ended = true))
  while (child.exitCode === null && logBytes(file) < bytes) await new Promise((resolve) => setImmediate(resolve))
  child.kill('SIGKILL')
  await closed
  return !ended
}

function logBytes(file: string): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
}

function stateOf(file: string): { version: number; hasTable: boolean; damage: string | null; messages: unknown } {
  const database = openWritable(file)
  try {
    const [table] = database.reported(`select report(count(*)) from sqlite_schema where name = 'slow'`)
    const [column] = database.reported(`select report(count(*)) from pragma_table_info('conversation') where name = 'slow'`)
    expect(column).toBe(table)
    const [messages] = database.reported('select report(count(*)) from message')
    return { version: schemaVersion(database), hasTable: table === 1, damage: soundness(database), messages }
  } finally {
    database.close()
  }
}

it.each([1, 4, 16, 32, 55])('is at the version before when it is killed with %s MB written', async (megabytes) => {
  const file = join(folder, `killed-${String(megabytes)}.db`)
  copyFileSync(join(folder, 'before.db'), file)
  expect(await killedAt(file, megabytes * 1_000_000)).toBe(true)
  expect(stateOf(file)).toEqual({ version: NEWEST_VERSION, hasTable: false, damage: null, messages: 40 })
})

it('is at the version after when it was let to end', async () => {
  const file = join(folder, 'ended.db')
  copyFileSync(join(folder, 'before.db'), file)
  expect(await killedAt(file, Number.POSITIVE_INFINITY)).toBe(false)
  expect(stateOf(file)).toEqual({ version: NEWEST_VERSION + 1, hasTable: true, damage: null, messages: 40 })
})
