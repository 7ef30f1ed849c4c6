import { ANSWER } from '../../tests/e2e/rill-page'
import { paintedAt } from '../app/page-probes'
import { inTurn, laterByFrames, type Experiment } from '../experiment'
import { percentile } from '../interval'
import { PeerApp } from '../peers/peer-app'

const QUESTIONS = { full: 20, quick: 3 }
const LIMIT_MS = 10_000
/** As long as a fast provider takes: the question is on the screen by then, and its drawing is not what is measured. */
const THINKS_MS = 300

/** From the first piece on the socket to its glyph on the screen. */
export const firstToken: Experiment = {
  rows: [
    laterByFrames(
      {
        name: 'first-token',
        peer: 'a bare relay to textContent',
        quickly: '3 questions',
        ours: 'rill',
        theirs: 'relay'
      },
      1
    )
  ],
  rounds: { full: 9, quick: 2 },
  asksWarmApp: true,
  async open(size, warm) {
    const pace = { chunksPerSecond: 100, pieces: ['First words.'], thinksMs: THINKS_MS }
    const { measured, provider, close } = await warm.answering(pace)
    const peer = await PeerApp.start('relay')
    const p95 = async (ask: () => Promise<number>): Promise<number> => {
      const times: number[] = []
      for (let at = 0; at < QUESTIONS[size]; at++) times.push(await ask())
      return percentile(times, 0.95)
    }
    const askRill = async (): Promise<number> => {
      await measured.rill.newConversation()
      const [sentMs, paintedMs] = await Promise.all([
        provider.firstByte(),
        paintedAt(measured.page, ANSWER, 1, LIMIT_MS),
        measured.rill.ask('What first?')
      ])
      await measured.rill.finished()
      return paintedMs - sentMs
    }
    const askPeer = async (): Promise<number> => {
      await peer.page.evaluate(() => document.querySelector('.answer')?.replaceChildren())
      const [sentMs, paintedMs] = await Promise.all([
        provider.firstByte(),
        paintedAt(peer.page, '.answer', 1, LIMIT_MS),
        peer.page.evaluate((url) => (Reflect.get(window, 'ask') as (url: string) => void)(url), provider.baseUrl)
      ])
      return paintedMs - sentMs
    }
    const measures = { rill: () => p95(askRill), relay: () => p95(askPeer) }
    return {
      round: (turn) => inTurn(measures, turn),
      close: async () => {
        await peer.close()
        await close()
      }
    }
  }
}
