import { inPieces, longAnswer } from '../app/long-answer'
import { keyToPaint } from '../app/page-probes'
import { inTurn, laterByFrames, type Experiment } from '../experiment'
import { percentile } from '../interval'

const CHUNKS_PER_SECOND = 1_000
/** Longer than the keys take on a slow machine; it is stopped before its end. */
const STREAM_SECONDS = 120
const KEYS = { full: 60, quick: 20 }

/** Writing the next question while an answer is written above. */
export const typing: Experiment = {
  rows: [laterByFrames({ name: 'typing', peer: 'the same composer, idle', quickly: '20 keys', ours: 'streaming', theirs: 'idle' }, 1)],
  rounds: { full: 15, quick: 2 },
  asksWarmApp: true,
  async open(size, warm) {
    const text = longAnswer(CHUNKS_PER_SECOND * STREAM_SECONDS * 2)
    const { measured, close } = await warm.answering({ chunksPerSecond: CHUNKS_PER_SECOND, pieces: inPieces(text, 5) })
    const typed = async (): Promise<number> => {
      await measured.rill.composer.focus()
      const times = await keyToPaint(measured.page, KEYS[size])
      await measured.rill.composer.fill('')
      return percentile(times, 0.95)
    }
    const idle = async (): Promise<number> => {
      await measured.rill.newConversation()
      return typed()
    }
    const streaming = async (): Promise<number> => {
      await measured.rill.newConversation()
      await measured.rill.ask('go on and on')
      await measured.rill.stop.waitFor()
      const p95 = await typed()
      await measured.rill.stop.click()
      await measured.rill.finished()
      return p95
    }
    const measures = { streaming, idle }
    return { round: (turn) => inTurn(measures, turn), close }
  }
}
