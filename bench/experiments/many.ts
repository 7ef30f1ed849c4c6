import { MeasuredApp } from '../app/measured-app'
import { inPieces, longAnswer } from '../app/long-answer'
import { PacedProvider } from '../app/paced-provider'
import { inTurn, ratioRow, type Experiment } from '../experiment'

const CHUNKS_PER_SECOND = 100
const SECONDS = { full: 20, quick: 6 }
const STREAMS = 8
/** Time for the streams to begin before the count does. */
const SETTLE_MS = 1_500

/** Eight answers at once, seven of them in conversations that are not looked at. */
export const many: Experiment = {
  rows: [
    ratioRow({
      name: 'many',
      unit: '% of a core above idle',
      peer: 'one visible stream',
      bar: { atMost: 3 },
      ours: 'eight',
      theirs: 'one',
      theirsAgain: 'one again'
    })
  ],
  rounds: { full: 15, quick: 2 },
  async open(size) {
    const provider = await PacedProvider.start()
    const seconds = SECONDS[size]
    const chunks = CHUNKS_PER_SECOND * (seconds + 30)
    provider.pace = { chunksPerSecond: CHUNKS_PER_SECOND, pieces: inPieces(longAnswer(chunks * 2), 4).slice(0, chunks) }
    const measured = await MeasuredApp.start()
    await measured.rill.useProvider(provider.baseUrl)
    const used = async (): Promise<number> => {
      await wait(SETTLE_MS)
      const before = measured.processorSeconds()
      const startedMs = performance.now()
      await wait(seconds * 1_000)
      return ((measured.processorSeconds() - before) / (performance.now() - startedMs)) * 1_000 * 100
    }
    let idlePercent = 0
    const streaming = (streams: number) => async (): Promise<number> => {
      for (let at = 0; at < streams; at++) {
        await measured.rill.newConversation()
        await measured.rill.ask(`stream ${at + 1}`)
        await measured.rill.stop.waitFor()
      }
      const percent = await used()
      await stopAll(measured, provider)
      return percent - idlePercent
    }
    return {
      round: async (turn) => {
        await measured.rill.newConversation()
        idlePercent = await used()
        return inTurn({ eight: streaming(STREAMS), one: streaming(1), 'one again': streaming(1) }, turn)
      },
      close: async () => {
        await measured.close()
        await provider.close()
      }
    }
  }
}

/** The connections end as a server's would that goes away: every answer is over, and is not asked for again. */
async function stopAll(measured: MeasuredApp, _provider: PacedProvider): Promise<void> {
  const { answeringNow, stop, sidebar, say } = measured.rill
  while ((await answeringNow.count()) > 0) {
    await sidebar.getByRole('listitem').filter({ has: measured.page.getByRole('img', { name: say('history_streaming') }) }).first().click()
    await stop.click()
    await stop.waitFor({ state: 'hidden' })
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
