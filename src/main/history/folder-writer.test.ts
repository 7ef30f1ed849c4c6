import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RemovedFolder } from '../../shared/domain/folder'
import type { ConversationId, FolderId } from '../../shared/domain/ids'
import { faultOf } from '../fault-error'
import { bundleThreads } from './bundle-threads'
import type { History } from './history'
import { openHistory } from './open-history'
import { firstTurn } from './sample-turns'
import { scratchFolder } from './scratch-database'

const id = (name: string): FolderId => name as FolderId

let threads: string
let folder: string
let history: History

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))
beforeEach(async () => {
  folder = scratchFolder()
  history = (await openHistory({ folder, threads })).history
  for (const name of ['before', 'work', 'after']) await add(name, null)
})
afterEach(async () => {
  await history.close()
  rmSync(folder, { recursive: true })
})

const add = (name: string, parentId: FolderId | null): Promise<void> =>
  history.addFolder({ id: id(name), name, parentId, open: true })

async function conversationIn(folderId: FolderId): Promise<ConversationId> {
  const { conversation, turn } = firstTurn()
  await history.begin(turn)
  await history.move([conversation.id], { folderId })
  return conversation.id
}

async function removed(name: string): Promise<RemovedFolder> {
  const one = await history.removeFolder(id(name))
  if (!one) throw new Error(`no folder ${name}`)
  return one
}

const folders = async (): Promise<readonly string[]> =>
  (await history.folders()).map(({ name, parentId, count }) => `${parentId ?? ''}/${name} ${String(count)}`)

it('puts back a folder, those in it and its conversations, each where it was', async () => {
  await add('first', id('work'))
  await add('second', id('work'))
  await conversationIn(id('work'))
  await conversationIn(id('first'))
  const before = await folders()
  await history.restoreFolder(await removed('work'))
  expect(await folders()).toEqual(before)
  await history.restoreFolder(await removed('second'))
  expect(await folders()).toEqual(before)
})

it('removed leaves those in it in its place', async () => {
  await add('first', id('work'))
  await add('second', id('work'))
  await history.changeFolder(id('work'), { at: 2 })
  await removed('work')
  expect(await folders()).toEqual(['/before 0', '/after 0', '/first 0', '/second 0'])
})

it('leaves what was put elsewhere since', async () => {
  await add('inner', id('work'))
  const moved = await conversationIn(id('work'))
  const one = await removed('work')
  await history.move([moved], { folderId: id('after') })
  await history.changeFolder(id('inner'), { parentId: id('before') })
  await history.restoreFolder(one)
  expect(await folders()).toEqual(['/before 0', 'before/inner 0', '/work 0', '/after 1'])
})

it('leaves on top what has folders of its own by now', async () => {
  await add('inner', id('work'))
  const one = await removed('work')
  await add('deep', id('inner'))
  await history.restoreFolder(one)
  expect(await folders()).toEqual(['/before 0', '/work 0', '/inner 0', 'inner/deep 0', '/after 0'])
})

it('puts back into it what is in the trash as well', async () => {
  const trashed = await conversationIn(id('work'))
  await history.delete(trashed)
  await history.restoreFolder(await removed('work'))
  await history.restore(trashed)
  expect(await folders()).toEqual(['/before 0', '/work 1', '/after 0'])
})

it('says that what it lay in is gone', async () => {
  await add('inner', id('work'))
  const inner = await removed('inner')
  await history.removeFolder(id('work'))
  expect(await history.restoreFolder(inner).catch((error: unknown) => faultOf(error).kind)).toBe('gone')
})
