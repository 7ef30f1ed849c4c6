import type { Page } from '@playwright/test'
import { longTurn } from '../../src/main/history/long-turn'
import { MeasuredApp } from '../app/measured-app'
import { removeProfile, storedProfile } from '../app/stored-history'
import { differenceRow, inTurn, type Experiment } from '../experiment'
import { PeerApp } from '../peers/peer-app'

const CONVERSATIONS = { full: 1_000, quick: 200 }
const MESSAGES_EACH = 100

/** From the start of the program to a painted window that takes keys. */
export const start: Experiment = {
  rows: [
    differenceRow({
      name: 'start',
      unit: 'ms',
      peer: 'an empty Svelte window',
      bar: { atMost: 60 },
      ours: 'rill',
      theirs: 'empty',
      theirsAgain: 'empty again'
    })
  ],
  rounds: { full: 15, quick: 2 },
  async open(size) {
    const titles = Array.from({ length: CONVERSATIONS[size] }, (_, at) => `Conversation ${at + 1}`)
    const stored = await storedProfile(titles.map((title) => longTurn(MESSAGES_EACH, title)))
    const rill = async (): Promise<number> => {
      const measured = await MeasuredApp.start(stored)
      const ms = (await typeableAt(measured.page)) - measured.startedMs
      await measured.close()
      return ms
    }
    const empty = async (): Promise<number> => {
      const peer = await PeerApp.start('empty')
      const ms = (await typeableAt(peer.page)) - peer.startedMs
      await peer.close()
      return ms
    }
    await Promise.all([rill(), empty()])
    const measures = { rill, empty, 'empty again': empty }
    return { round: (turn) => inTurn(measures, turn), close: () => removeProfile(stored) }
  }
}

/** When the page was first painted with a text field that has the focus, in milliseconds since 1970. */
function typeableAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const [mark] = performance.getEntriesByName('typeable')
          if (mark) resolve(performance.timeOrigin + mark.startTime)
          else requestAnimationFrame(look)
        }
        look()
      })
  )
}
