import { MeasuredApp } from '../app/measured-app'
import { inPieces, longAnswer } from '../app/long-answer'
import { PacedProvider } from '../../tests/paced-provider'
import { inTurn, ratioRow, type Experiment } from '../experiment'
import { PeerApp } from '../peers/peer-app'

const ANSWER_TOKENS = 20_000
const CHUNKS_PER_SECOND = 2_000
/** After the last event, when what is let go of has been let go of. */
const REST_MS = { full: 10_000, quick: 5_000 }

/** What the whole program takes of the machine's memory, beside a bare window. */
export const memory: Experiment = {
  rows: [row('idle', 1.2), row('after a 20k-token answer', 1.4)],
  rounds: { full: 15, quick: 1 },
  async open(size) {
    const provider = await PacedProvider.start()
    provider.pace = { chunksPerSecond: CHUNKS_PER_SECOND, pieces: inPieces(longAnswer(ANSWER_TOKENS), 4) }
    const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS[size]))
    const bare = async (): Promise<number> => {
      const peer = await PeerApp.start('empty')
      await rest()
      const mb = peer.memoryMb()
      await peer.close()
      return mb
    }
    const rill = async (answered: boolean): Promise<number> => {
      const measured = await MeasuredApp.start()
      await measured.rill.useProvider(provider.baseUrl)
      if (answered) {
        await measured.rill.ask('Tell everything.')
        await measured.rill.finished()
      }
      await rest()
      const mb = measured.memoryMb()
      await measured.close()
      return mb
    }
    const measures = {
      idle: () => rill(false),
      'after a 20k-token answer': () => rill(true),
      bare,
      'bare again': bare
    }
    return { round: (turn) => inTurn(measures, turn), close: () => provider.close() }
  }
}

function row(ours: string, atMost: number) {
  const peer = `a bare window; ours ${ours}`
  return ratioRow({ name: 'memory', unit: 'MB', peer, bar: { atMost }, ours, theirs: 'bare', theirsAgain: 'bare again' })
}
