import { longTurn } from '../../src/main/history/long-turn'
import { MeasuredApp } from '../app/measured-app'
import { removeProfile, storedProfile } from '../app/stored-history'
import { inTurn, laterByFrames, type Experiment } from '../experiment'

const LONG = 'The long conversation'
const SHORT = 'The short conversation'
const LIMIT_MS = 20_000

/** From the click in the list to the last message on the screen. */
export const openConversation: Experiment = {
  rows: [laterByFrames({ name: 'open-10k', peer: 'a conversation of 10 messages', ours: 'long', theirs: 'short' }, 2)],
  rounds: { full: 15, quick: 2 },
  async open() {
    const stored = await storedProfile([longTurn(10, SHORT), longTurn(10_000, LONG)])
    const measured = await MeasuredApp.start(stored)
    const opened = (title: string, last: string) => async (): Promise<number> => {
      await measured.rill.newConversation()
      await measured.rill.conversation(title).waitFor()
      return measured.page.evaluate(clickToPaint, { title, last, limitMs: LIMIT_MS })
    }
    const measures = {
      long: opened(LONG, 'Answer number 10000.'),
      short: opened(SHORT, 'Answer number 10.')
    }
    return {
      round: (turn) => inTurn(measures, turn),
      close: async () => {
        await measured.close()
        await removeProfile(stored)
      }
    }
  }
}

/** Runs in the page: no message to and from it is in the figure. */
function clickToPaint({ title, last, limitMs }: { title: string; last: string; limitMs: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const button = [...document.querySelectorAll('nav button')].find((one) => one.textContent?.includes(title))
    if (!(button instanceof HTMLElement)) throw new Error(`${title} is not in the list`)
    const { port1: painting, port2: painted } = new MessageChannel()
    const startedMs = performance.now()
    painted.onmessage = () => {
      const there = [...document.querySelectorAll('article')].at(-1)?.textContent?.includes(last) ?? false
      if (there) resolve(performance.now() - startedMs)
      else if (performance.now() - startedMs > limitMs) reject(new Error(`${title} was not shown`))
      else next()
    }
    const next = (): void => {
      requestAnimationFrame(() => painting.postMessage(null))
    }
    button.click()
    next()
  })
}
