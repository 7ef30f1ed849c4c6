import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { bundleThreads } from './bundle-threads'
import { HistoryWriter } from './history-writer'
import { openDatabase, type OpenedDatabase } from './open-database'
import { fillHistory } from './salvage/sample-history'
import { firstTurn } from './sample-turns'
import { scratchFolder } from './scratch-database'

let threads: string
let folder: string
let others: ChildProcess[]

beforeAll(async () => {
  threads = await bundleThreads({ 'open-and-hold': 'open-and-hold.ts' })
})
afterAll(() => rmSync(threads, { recursive: true }))

beforeEach(() => {
  folder = scratchFolder()
  others = []
  using(folder, ({ database }) => fillHistory(new HistoryWriter(database), 3))
})
afterEach(async () => {
  for (const other of others) await killed(other)
  rmSync(folder, { recursive: true })
})

function using<T>(where: string, use: (opened: OpenedDatabase) => T): T {
  const opened = openDatabase(where)
  try {
    return use(opened)
  } finally {
    opened.close()
  }
}

/** Another process that holds the history; what it found there. */
async function another(where: string): Promise<unknown> {
  const program = ['--expose-gc', join(threads, 'open-and-hold.cjs'), where]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  others.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return JSON.parse(line)
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const faultsOf = ({ notices }: OpenedDatabase): string[] => notices.map(({ fault }) => fault.kind)
const IN_USE = { file: null, faults: ['history_in_use'], conversations: 3 }

it('lets one process alone write a history; the other shows it and writes nothing', async () => {
  expect(await another(folder)).toMatchObject({ faults: [], conversations: 3 })
  const before = readFileSync(join(folder, 'history.db'))
  using(folder, (opened) => {
    expect(faultsOf(opened)).toEqual(['history_in_use'])
    expect(opened.database.reported('select report(count(*)) from conversation')).toEqual([3])
    new HistoryWriter(opened.database).begin(firstTurn().turn)
    expect(opened.database.reported('select report(count(*)) from conversation')).toEqual([4])
  })
  expect(readFileSync(join(folder, 'history.db')).equals(before)).toBe(true)
  expect(await another(folder)).toEqual(IN_USE)
})

it('is the same history by whatever way it is reached', async () => {
  await another(folder)
  const linked = scratchFolder()
  const parent = scratchFolder()
  symlinkSync(join(folder, 'history.db'), join(linked, 'history.db'))
  symlinkSync(folder, join(parent, 'linked'))
  for (const way of [linked, join(parent, 'linked')]) {
    using(way, (opened) => {
      expect(faultsOf(opened)).toEqual(['history_in_use'])
      expect(opened.database.reported('select report(count(*)) from conversation')).toEqual([3])
    })
  }
  for (const made of [linked, parent]) rmSync(made, { recursive: true })
})

it('goes with the process that held it, however that ended', async () => {
  await another(folder)
  await killed(others[0] as ChildProcess)
  using(folder, (opened) => expect(faultsOf(opened)).toEqual([]))
  expect(await another(folder)).toMatchObject({ faults: [], conversations: 3 })
})
