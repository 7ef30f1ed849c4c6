import type { Page } from '@playwright/test'
import { fillList } from '../../tests/e2e/seed-history'
import { MeasuredApp } from '../app/measured-app'
import { removeProfile, storedProfile } from '../app/stored-history'
import { inTurn, laterByFrames, type Experiment } from '../experiment'

const CONVERSATIONS = 100_000

/** From the start of the program to the painted list of conversations. */
export const openList: Experiment = {
  rows: [laterByFrames({ name: 'open-list', peer: 'an empty profile', ours: 'full', theirs: 'empty' }, 2)],
  rounds: { full: 15, quick: 2 },
  async open() {
    const [filled, empty] = [await storedProfile([]), await storedProfile([])]
    fillList(filled, CONVERSATIONS, Date.now())
    const listed = (profile: string) => async (): Promise<number> => {
      const measured = await MeasuredApp.start(profile)
      const ms = (await listedAt(measured.page)) - measured.startedMs
      await measured.close()
      return ms
    }
    // The first start of all reads the program from the disk.
    await listed(empty)()
    const measures = { full: listed(filled), empty: listed(empty), 'empty again': listed(empty) }
    return {
      round: (turn) => inTurn(measures, turn),
      close: async () => {
        await removeProfile(filled)
        await removeProfile(empty)
      }
    }
  }
}

/** When the list was painted first, in milliseconds since 1970. */
function listedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const [mark] = performance.getEntriesByName('listed')
          if (mark) resolve(performance.timeOrigin + mark.startTime)
          else requestAnimationFrame(look)
        }
        look()
      })
  )
}
