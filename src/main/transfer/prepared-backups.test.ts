import { expect, it } from 'vitest'
import { PreparedBackups } from './prepared-backups'

/** What is prepared, as the folder of the history has it. */
function backups(): { backups: PreparedBackups; prepared: () => string | null; restored: () => string | null } {
  let prepared: string | null = null
  let restored: string | null = null
  const transfers = {
    lookInto: async (file: string) => {
      prepared = file
      return { conversations: 1, messages: 1, newestMs: 1 }
    },
    decideRestore: () => {
      restored = prepared
    },
    dropRestore: () => {
      prepared = null
    }
  }
  return { backups: new PreparedBackups(transfers), prepared: () => prepared, restored: () => restored }
}

it('restores what a window shows, also when another has looked into another backup since', async () => {
  const world = backups()
  await world.backups.look(1, 'one')
  await world.backups.look(2, 'two')
  await world.backups.decide(1)
  expect(world.restored()).toBe('one')
})

it('lets a window that closes its dialog leave what another shows', async () => {
  const world = backups()
  await world.backups.look(1, 'one')
  await world.backups.look(2, 'two')
  world.backups.drop(1)
  expect(world.prepared()).toBe('two')
  await expect(world.backups.decide(1)).rejects.toMatchObject({ fault: { kind: 'bad_ask' } })
  world.backups.drop(2)
  expect(world.prepared()).toBeNull()
})
