import type { Page } from '@playwright/test'
import { fillList } from '../../tests/e2e/seed-history'
import { MeasuredApp } from '../app/measured-app'
import { watchFrames } from '../app/page-probes'
import { removeProfile, storedProfile } from '../app/stored-history'
import { differenceRow, inTurn, type Experiment } from '../experiment'

const CONVERSATIONS = 100_000
const FRAMES = { full: 300, quick: 120 }
/** 7,200 px a second: a wheel that is turned fast. */
const STEP_PX = 120

/** Scrolling the list of conversations. */
export const listScroll: Experiment = {
  rows: [
    differenceRow({
      name: 'list-scroll',
      unit: 'points of late frames',
      peer: 'late frames of the same window, idle',
      quickly: '120 frames',
      bar: { atMost: 2 },
      ours: 'scrolled',
      theirs: 'idle'
    })
  ],
  rounds: { full: 8, quick: 1 },
  async open(size) {
    const profile = await storedProfile([])
    fillList(profile, CONVERSATIONS, Date.now())
    const measured = await MeasuredApp.start(profile)
    await measured.rill.sidebar.getByRole('button', { name: 'Talk 000000', exact: true }).waitFor()
    const late = (stepPx: number) => (): Promise<number> => lateFrames(measured.page, FRAMES[size], stepPx)
    const measures = { scrolled: late(STEP_PX), idle: late(0) }
    // The first rows of all are made.
    await late(STEP_PX)()
    return {
      round: (turn) => inTurn(measures, turn),
      close: async () => {
        await measured.close()
        await removeProfile(profile)
      }
    }
  }
}

/** While the list is scrolled so far in each of the frames, from its beginning. */
async function lateFrames(page: Page, frames: number, stepPx: number): Promise<number> {
  const stopWatching = await watchFrames(page)
  await page.evaluate(
    ({ frames, stepPx }) =>
      new Promise<void>((resolve, reject) => {
        const list = document.querySelector('nav .list')
        if (!list) return reject(new Error('there is no list'))
        let made = 0
        const frame = (): void => {
          if (stepPx > 0) list.scrollTop = stepPx * made
          if (++made < frames) requestAnimationFrame(frame)
          else resolve()
        }
        requestAnimationFrame(frame)
      }),
    { frames, stepPx }
  )
  return (await stopWatching()).latePercent
}
