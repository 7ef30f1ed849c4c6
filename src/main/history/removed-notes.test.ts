import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationId } from '../../shared/domain/ids'
import { noteRemoved, removedNotes } from './removed-notes'
import { scratchFolder } from './scratch-database'

let folder: string
let history: string
beforeEach(() => {
  folder = scratchFolder()
  history = join(folder, 'history.db')
  mkdirSync(join(folder, 'backups'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const noted = (): readonly ConversationId[] => removedNotes(history).flatMap(({ ids }) => ids)
const some = (from: number): readonly ConversationId[] =>
  Array.from({ length: 10 }, (_, at) => String(from + at).padStart(6, '0') as ConversationId)

it('notes a large removal in few files, and every conversation of it', () => {
  const all = Array.from({ length: 200 }, (_, step) => some(step * 10))
  for (const ids of all) noteRemoved(history, ids)
  expect([...noted()].sort()).toEqual(all.flat())
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(4)
})

it('begins anew where what it noted has been done meanwhile', () => {
  noteRemoved(history, some(0))
  for (const { file } of removedNotes(history)) rmSync(file)
  noteRemoved(history, some(10))
  expect(noted()).toEqual(some(10))
})
