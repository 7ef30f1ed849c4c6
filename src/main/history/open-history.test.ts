import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ConversationId } from '../../shared/domain/ids'
import type { FaultKind } from '../../shared/fault'
import { bundleThreads } from './bundle-threads'
import { openReadable, openWritable } from './database'
import { NEWEST_VERSION } from './migrate'
import { openHistory, type OpenHistory } from './open-history'
import { firstTurn } from './sample-turns'
import { scratchFolder } from './scratch-database'
import { skipTitle } from '../../../tests/skip-title'
import { cannotWriteProtect, writeProtect } from '../../../tests/write-protect'

let threads: string
let folder: string
const file = (): string => join(folder, 'history.db')

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))

beforeEach(() => {
  folder = scratchFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function using<T>(where: string, use: (opened: OpenHistory) => Promise<T>): Promise<T> {
  const opened = await openHistory({ folder: where, threads })
  try {
    return await use(opened)
  } finally {
    await opened.history.close()
  }
}

/** Puts a conversation into the folder's history and closes it. */
function filled(text = 'Why?'): Promise<ConversationId> {
  return using(folder, async ({ history }) => {
    const { turn, conversation } = firstTurn(text)
    await history.begin(turn)
    return conversation.id
  })
}

interface Found {
  readonly ids: readonly ConversationId[]
  readonly faults: readonly FaultKind[]
  readonly setAside: string | null
}

function found(where = folder): Promise<Found> {
  return using(where, async ({ history, notices }) => ({
    ids: (await history.list(10, 0)).map(({ id }) => id),
    faults: notices.map(({ fault }) => fault.kind),
    setAside: notices[0]?.setAside ?? null
  }))
}

/** The files as a killed process leaves them, in another folder. */
function afterKill(text: string): Promise<string> {
  return using(folder, async ({ history }) => {
    await history.begin(firstTurn(text).turn)
    const killed = scratchFolder()
    cpSync(folder, killed, { recursive: true })
    return killed
  })
}

it('makes the folder and the file, finds them again, and leaves only its lock behind when it closes', async () => {
  rmSync(folder, { recursive: true })
  const id = await filled()
  expect(readdirSync(folder)).toEqual(['history.db', 'history.db-lock'])
  expect(await found()).toEqual({ ids: [id], faults: [], setAside: null })
  expect(readdirSync(folder)).toEqual(['history.db', 'history.db-lock'])
})

it('takes an empty file for a new one', async () => {
  writeFileSync(file(), '')
  expect(await found()).toEqual({ ids: [], faults: [], setAside: null })
})

it('sets a file aside that is no database, whole, and begins a fresh one', async () => {
  const bytes = Buffer.from('this is no database. '.repeat(1_000))
  writeFileSync(file(), bytes)
  const { faults, setAside } = await found()
  expect(faults).toEqual(['database_unreadable'])
  expect(setAside).toMatch(/history\.unreadable-[\dTZ-]+\.db$/)
  expect(readFileSync(setAside ?? '').equals(bytes)).toBe(true)
  const id = await filled()
  expect(await found()).toEqual({ ids: [id], faults: [], setAside: null })
})

it('sets a file aside of which less than a page is left', async () => {
  // As a file that has lost its log: nothing in its header says yet how many pages there should be.
  const killed = await afterKill('What is a tide?')
  writeFileSync(file(), readFileSync(join(killed, 'history.db')).subarray(0, 2_457))
  const { faults, setAside } = await found()
  expect(faults).toEqual(['database_unreadable'])
  expect(readFileSync(setAside ?? '')).toHaveLength(2_457)
})

it('sets a file aside whose schema is torn, and brings its conversations back', async () => {
  const id = await filled()
  const bytes = readFileSync(file()).fill(0xff, 100, 4_096)
  writeFileSync(file(), bytes)
  const { ids, faults, setAside } = await found()
  expect({ ids, faults }).toEqual({ ids: [id], faults: ['database_unreadable'] })
  expect(readFileSync(setAside ?? '').equals(bytes)).toBe(true)
  expect(await found()).toEqual({ ids: [id], faults: [], setAside: null })
})

it('checks the whole file after a kill, and sets its write-ahead log aside with it', async () => {
  await filled('x'.repeat(100_000))
  const killed = await afterKill('y')
  const torn = readFileSync(join(killed, 'history.db'))
  writeFileSync(join(killed, 'history.db'), torn.fill(0xff, torn.length - 50_000, torn.length - 40_000))
  const wal = readFileSync(join(killed, 'history.db-wal'))
  const { faults, setAside } = await found(killed)
  expect(faults).toEqual(['database_unreadable'])
  expect(statSync(setAside ?? '').size).toBe(torn.length)
  expect(readFileSync(`${setAside ?? ''}-wal`).equals(wal)).toBe(true)
  rmSync(killed, { recursive: true })
})

it.each([0, NEWEST_VERSION])('sets the database of another program aside, of whatever version it is: %i', async (version) => {
  const songs = openWritable(file())
  songs.script(`create table songs (name text); insert into songs values ('La mer'); pragma user_version = ${String(version)}`)
  songs.close()
  const { ids, faults, setAside } = await found()
  expect({ ids, faults }).toEqual({ ids: [], faults: ['database_unreadable'] })
  const kept = openReadable(setAside ?? '')
  expect(kept.reported('select report(name) from songs')).toEqual(['La mer'])
  kept.close()
})

it('keeps what a kill left in the write-ahead log', async () => {
  const killed = await afterKill('y')
  expect(await found(killed)).toMatchObject({ ids: [expect.any(String)], faults: [] })
  rmSync(killed, { recursive: true })
})

it('leaves a file of a newer version as it is, and uses one of its own beside it', async () => {
  await filled()
  const newer = openWritable(file())
  newer.script(`pragma user_version = ${String(NEWEST_VERSION + 1)}`)
  newer.close()
  const bytes = readFileSync(file())
  expect(await found()).toEqual({ ids: [], faults: ['database_newer'], setAside: null })
  const id = await filled()
  expect(await found()).toEqual({ ids: [id], faults: ['database_newer'], setAside: null })
  expect(readFileSync(file())).toEqual(bytes)
  const databases = readdirSync(folder).filter((name) => name.endsWith('.db'))
  expect(databases.sort()).toEqual([`history-v${String(NEWEST_VERSION)}.db`, 'history.db'])
})

it('lives in memory, and says so, where no folder can be made', async () => {
  writeFileSync(join(folder, 'a-file'), '')
  await using(join(folder, 'a-file', 'history'), async ({ history, notices }) => {
    expect(notices).toEqual([{ fault: { kind: 'history_not_saved', message: 'disk_read_only: ENOTDIR' }, setAside: null }])
    const { turn, conversation } = firstTurn()
    await history.begin(turn)
    expect((await history.open(conversation.id)).messages).toHaveLength(2)
  })
})

const whyNot = cannotWriteProtect
it.skipIf(whyNot)(skipTitle('shows what is stored, and says that nothing is saved, where all is write-protected', whyNot), async () => {
  const id = await filled()
  const killed = await afterKill('still in the log')
  for (const [where, count] of [[folder, 2], [killed, 2]] as const) {
    const undo = writeProtect(where)
    try {
      const before = readdirSync(where)
      expect(await found(where)).toEqual({ ids: expect.arrayContaining([id]), faults: ['history_not_saved'], setAside: null })
      expect((await found(where)).ids).toHaveLength(count)
      expect(readdirSync(where)).toEqual(before)
    } finally {
      undo()
    }
  }
  expect((await found()).faults).toEqual([])
  rmSync(killed, { recursive: true })
})
