import { inPieces, longAnswer } from '../app/long-answer'
import type { MeasuredApp } from '../app/measured-app'
import type { PacedProvider } from '../../tests/paced-provider'
import { paintedAt, watchFrames, type FrameFigures } from '../app/page-probes'
import { differenceRow, inTurn, type Experiment, type RowSpec, type Sample } from '../experiment'

const CHUNKS_PER_SECOND = 20_000
const CHUNK_CHARS = 5
const SECONDS = { full: 5, quick: 1.5 }
const CATCH_UP_LIMIT_MS = 60_000
/** An answer that is still being written. */
const LIVE = 'article[aria-busy=true]'

/** A flood of chunks through the network, the journal, the bridge and the view. */
export const relay: Experiment = {
  rows: [
    row('late', 'points of late frames', 'late frames of the same window, idle', 2),
    row('task', 'ms', 'longest task of the same window, idle', 50),
    row('behind', 'ms', 'the end of the flood', 100)
  ],
  rounds: { full: 15, quick: 2 },
  asksWarmApp: true,
  async open(size, warm) {
    const seconds = SECONDS[size]
    const pace = { chunksPerSecond: CHUNKS_PER_SECOND, pieces: flood(seconds) }
    const { measured, provider, close } = await warm.answering(pace)
    const figures: Record<string, number> = {}
    const keep = (which: string, { latePercent, longestTaskMs, behindMs }: Flooded): number => {
      figures[`late${which}`] = latePercent
      figures[`task${which}`] = longestTaskMs
      return (figures[`behind${which}`] = behindMs)
    }
    const measures = {
      flooded: async () => keep('', await flooded(measured, provider)),
      idle: async () => keep(' idle', await idle(measured, seconds))
    }
    return {
      round: async (turn): Promise<Sample> => ({ ...(await inTurn(measures, turn)), ...figures }),
      close
    }
  }
}

interface Flooded extends FrameFigures {
  /** From the last piece on the socket to its paint. */
  readonly behindMs: number
}

function flood(seconds: number): readonly string[] {
  const chunks = CHUNKS_PER_SECOND * seconds
  return inPieces(longAnswer((chunks * CHUNK_CHARS) / 3), CHUNK_CHARS).slice(0, chunks)
}

async function flooded({ page, rill }: MeasuredApp, provider: PacedProvider): Promise<Flooded> {
  await rill.newConversation()
  await rill.ask('flood')
  await rill.stop.waitFor()
  const ended = provider.end()
  // The page itself says when it has painted the end: a look from outside would come late.
  const finished = paintedAt(page, LIVE, 'gone', CATCH_UP_LIMIT_MS)
  const stopWatching = await watchFrames(page)
  const endedMs = await ended
  const figures = await stopWatching()
  const behindMs = Math.max(0, (await finished) - endedMs)
  return { ...figures, behindMs }
}

async function idle({ page, rill }: MeasuredApp, seconds: number): Promise<Flooded> {
  await rill.newConversation()
  const stopWatching = await watchFrames(page)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  return { ...(await stopWatching()), behindMs: 0 }
}

/** How much more of this the flooded window has than the idle one. */
function row(figure: string, unit: string, peer: string, atMost: number): RowSpec {
  const compared = { ours: figure, theirs: `${figure} idle` }
  return differenceRow({ name: 'relay-20k', unit, peer, quickly: 'for 1.5 s', bar: { atMost }, ...compared })
}
