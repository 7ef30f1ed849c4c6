import { ANSWER } from '../../tests/e2e/rill-page'
import { MeasuredApp } from '../app/measured-app'
import { inPieces, longAnswer } from '../app/long-answer'
import { PacedProvider } from '../app/paced-provider'
import { paintedAt, watchFrames } from '../app/page-probes'
import { inTurn, pick, type Experiment, type RowSpec, type Sample } from '../experiment'

const CHUNKS_PER_SECOND = 20_000
const CHUNK_CHARS = 5
const SECONDS = 5
const CATCH_UP_LIMIT_MS = 60_000
/** White space and marks of the source are not painted. */
const PAINTED_SHARE = 0.6

/** A flood of chunks through the network, the journal, the bridge and the view. */
export const relay: Experiment = {
  rows: [
    row('points of late frames', 'the same window, idle', 2, (sample) => pick(sample, 'late'), (sample) => pick(sample, 'idle late')),
    row('ms', 'longest task', 50, (sample) => pick(sample, 'task'), () => 0),
    row('ms', 'behind at the end', 100, (sample) => pick(sample, 'behind'), () => 0)
  ],
  rounds: { full: 15, quick: 3 },
  async open() {
    const provider = await PacedProvider.start()
    const measured = await MeasuredApp.start()
    await measured.rill.useProvider(provider.baseUrl)
    const flood: Record<string, number> = {}
    const measures = {
      late: async () => {
        const { latePercent, longestTaskMs, behindMs } = await flooded(measured, provider)
        flood['task'] = longestTaskMs
        flood['behind'] = behindMs
        return latePercent
      },
      'idle late': () => idle(measured),
      'idle late again': () => idle(measured)
    }
    return {
      round: async (turn): Promise<Sample> => ({ ...(await inTurn(measures, turn)), ...flood }),
      close: async () => {
        await measured.close()
        await provider.close()
      }
    }
  }
}

async function flooded(measured: MeasuredApp, provider: PacedProvider) {
  const { page, rill } = measured
  const text = longAnswer((CHUNKS_PER_SECOND * CHUNK_CHARS * SECONDS) / 3)
  const pieces = inPieces(text, CHUNK_CHARS).slice(0, CHUNKS_PER_SECOND * SECONDS)
  provider.pace = { chunksPerSecond: CHUNKS_PER_SECOND, pieces }
  await rill.newConversation()
  await rill.ask('flood')
  await rill.stop.waitFor()
  const ended = provider.end()
  const stopWatching = await watchFrames(page)
  const endedMs = await ended
  const figures = await stopWatching()
  await rill.finished()
  const finishedMs = await paintedAt(page, ANSWER, Math.floor(pieces.join('').length * PAINTED_SHARE), CATCH_UP_LIMIT_MS)
  return { ...figures, behindMs: Math.max(0, finishedMs - endedMs) }
}

async function idle({ page, rill }: MeasuredApp): Promise<number> {
  await rill.newConversation()
  const stopWatching = await watchFrames(page)
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000))
  return (await stopWatching()).latePercent
}

function row(
  unit: string,
  peer: string,
  atMost: number,
  value: (sample: Sample) => number,
  peerValue: (sample: Sample) => number
): RowSpec {
  return {
    name: 'relay-20k',
    unit,
    peer,
    bar: { atMost },
    judged: 'difference',
    value,
    peerValue,
    figure: (sample) => value(sample) - peerValue(sample),
    self: (sample) => pick(sample, 'idle late again') - pick(sample, 'idle late')
  }
}
