import { inPieces, longAnswer } from '../app/long-answer'
import { stopAll } from '../app/stop-all'
import { inTurn, ratioRow, type Experiment } from '../experiment'

const CHUNKS_PER_SECOND = 100
const SECONDS = { full: 20, quick: 1.5 }
const STREAMS = 8
const REST_MS = { full: 10_000, quick: 0 }
/** Time for the streams to begin before the count does. */
const SETTLE_MS = { full: 1_500, quick: 800 }

/** Eight answers at once, seven of them in conversations that are not looked at. */
export const many: Experiment = {
  rows: [
    ratioRow({
      name: 'many',
      unit: '% of a core above idle',
      peer: 'one visible stream',
      quickly: 'for 1.5 s',
      bar: { atMost: 3 },
      ours: 'eight',
      theirs: 'one'
    })
  ],
  rounds: { full: 15, quick: 1 },
  asksWarmApp: true,
  async open(size, warm) {
    const seconds = SECONDS[size]
    const chunks = CHUNKS_PER_SECOND * (seconds + 30)
    const pieces = inPieces(longAnswer(chunks * 2), 4).slice(0, chunks)
    const { measured, close } = await warm.answering({ chunksPerSecond: CHUNKS_PER_SECOND, pieces })
    const used = async (): Promise<number> => {
      await wait(SETTLE_MS[size])
      const before = measured.processorSeconds()
      const startedMs = performance.now()
      await wait(seconds * 1_000)
      return ((measured.processorSeconds() - before) / (performance.now() - startedMs)) * 1_000 * 100
    }
    const streaming = (streams: number) => async (): Promise<number> => {
      for (let at = 0; at < streams; at++) {
        await measured.rill.newConversation()
        await measured.rill.ask(`stream ${at + 1}`)
        await measured.rill.stop.waitFor()
      }
      const percent = await used()
      await stopAll(measured)
      return percent - idlePercent
    }
    // Once: it is a few hundredths of the others. By then what a start leaves to do is done.
    await wait(REST_MS[size])
    const idlePercent = await used()
    const measures = { eight: streaming(STREAMS), one: streaming(1) }
    return { round: (turn) => inTurn(measures, turn), close }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
