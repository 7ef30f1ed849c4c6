import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { skipTitle } from '../../../tests/skip-title'
import { cannotMount, SmallDisk } from '../../../tests/small-disk'
import { faultOf } from '../fault-error'
import { bundleThreads } from './bundle-threads'
import { openHistory, type OpenHistory } from './open-history'
import { endedWith, firstTurn, saying } from './sample-turns'
import { scratchFolder } from './scratch-database'

const DISK_BYTES = 4 * 1024 * 1024
/** More than fits into the pages that the files have already. */
const LONG = 'x'.repeat(20_000)

let threads: string
let disk: SmallDisk
let opened: OpenHistory

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))

beforeEach(async () => {
  if (cannotMount !== null) return
  disk = SmallDisk.mount(DISK_BYTES)
  opened = await openHistory({ folder: disk.folder, threads })
})
afterEach(async () => {
  if (cannotMount !== null) return
  await opened.history.close()
  disk.unmount()
})

const kindOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error) => faultOf(error).kind)
const whenMounted = (what: string, work: () => Promise<void>): void =>
  it.skipIf(cannotMount)(skipTitle(what, cannotMount), work)

whenMounted('a disk that fills up in mid-answer takes nothing of what was committed, and goes on when there is room', async () => {
  const { history } = opened
  const { answer, turn } = firstTurn()
  await history.begin(turn)
  await history.append(answer.runId, saying(answer.runId, 0, 'shown '))
  disk.fill()
  let seq = 1
  // The write-ahead log may still have room for some.
  while ((await kindOf(history.append(answer.runId, saying(answer.runId, seq, LONG)))) === 'none') seq += 1
  expect(await kindOf(history.append(answer.runId, saying(answer.runId, seq, LONG)))).toBe('disk_full')
  expect(await kindOf(history.end(answer.runId, endedWith(LONG)))).toBe('disk_full')
  const committed = `shown ${LONG.repeat(seq - 1)}`
  expect(await history.message(answer.id)).toMatchObject({ text: committed, state: { phase: 'streaming' } })

  const killed = scratchFolder()
  cpSync(disk.folder, killed, { recursive: true, filter: (from) => !from.endsWith('filling') })
  const after = await openHistory({ folder: killed, threads })
  expect(after.notices).toEqual([])
  expect(await after.history.message(answer.id)).toMatchObject({ text: committed })
  await after.history.close()
  rmSync(killed, { recursive: true })

  disk.makeRoom()
  await history.append(answer.runId, saying(answer.runId, seq, 'and on'))
  await history.end(answer.runId, endedWith(`${committed}and on`))
  expect(await history.message(answer.id)).toMatchObject({ text: `${committed}and on`, state: { phase: 'ended' } })
})

whenMounted('a start on a full disk shows what is stored, says that nothing is saved, and leaves it as it is', async () => {
  const { conversation, turn } = firstTurn()
  await opened.history.begin(turn)
  await opened.history.close()
  disk.fill()
  const before = readFileSync(join(disk.folder, 'history.db'))
  opened = await openHistory({ folder: disk.folder, threads })
  expect(opened.notices).toMatchObject([{ fault: { kind: 'history_not_saved' }, setAside: null }])
  expect((await opened.history.open(conversation.id)).messages).toHaveLength(2)
  expect(readFileSync(join(disk.folder, 'history.db')).equals(before)).toBe(true)
  await opened.history.begin(firstTurn().turn)
  await opened.history.close()

  disk.makeRoom()
  opened = await openHistory({ folder: disk.folder, threads })
  expect(opened.notices).toEqual([])
  expect(await opened.history.list(10, 0)).toHaveLength(1)
})
