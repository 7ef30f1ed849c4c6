import { inPieces, longAnswer } from '../app/long-answer'
import { EMPTY, RILL } from '../app/programs'
import { chooseProvider } from '../app/provider-profile'
import { StartedProgram, type Program } from '../app/started-program'
import { removeProfile, storedProfile } from '../app/stored-history'
import { PacedProvider } from '../../tests/paced-provider'
import { inTurn, ratioRow, type Experiment } from '../experiment'

const ANSWER_TOKENS = 20_000
const CHUNKS_PER_SECOND = { full: 2_000, quick: 6_000 }
/** After the last event, when what is let go of has been let go of. */
const REST_MS = { full: 10_000, quick: 5_500 }
const TYPEABLE = ['first-paint', 'typeable']
const START_MS = 3_000

/** What the whole program takes of the machine's memory, beside a bare window. Nothing is attached while it rests. */
export const memory: Experiment = {
  rows: [row('idle', 1.2), row('after a 20k-token answer', 1.4)],
  rounds: { full: 15, quick: 1 },
  async open(size) {
    const provider = await PacedProvider.start()
    const pieces = inPieces(longAnswer(ANSWER_TOKENS), 4)
    provider.pace = { chunksPerSecond: CHUNKS_PER_SECOND[size], pieces }
    const taken = async (program: Program, before: Work, check: Work = rested): Promise<number> => {
      const profile = await storedProfile([])
      await chooseProvider(profile, provider.baseUrl)
      const started = await StartedProgram.start(program, profile)
      try {
        await before(started)
        await new Promise((resolve) => setTimeout(resolve, REST_MS[size]))
        const mb = started.memoryMb()
        await check(started)
        return mb
      } finally {
        await started.quit()
        await removeProfile(profile)
      }
    }
    const answered = async (started: StartedProgram): Promise<void> => {
      await started.reachedMs(TYPEABLE, START_MS)
      const end = provider.end()
      await started.enter('Tell everything.')
      await end
    }
    const measures = {
      idle: () => taken(RILL, rested),
      'after a 20k-token answer': () => taken(RILL, answered, isAnswered),
      bare: () => taken(EMPTY, rested),
      'bare again': () => taken(EMPTY, rested)
    }
    return { round: (turn) => inTurn(measures, turn), close: () => provider.close() }
  }
}

type Work = (started: StartedProgram) => Promise<void>

function rested(): Promise<void> {
  return Promise.resolve()
}

/** What was measured is what was meant. */
async function isAnswered(started: StartedProgram): Promise<void> {
  const shown = await started.inPage(() => {
    const answers = [...document.querySelectorAll('article[aria-busy=false] .markdown')]
    return answers.at(-1)?.textContent?.length ?? 0
  }, null)
  if (shown < ANSWER_TOKENS) throw new Error(`the window shows ${shown} characters of an answer`)
}

function row(ours: string, atMost: number) {
  const peer = `a bare window; ours ${ours}`
  const quickly = `${REST_MS.quick / 1_000} s after the last event`
  return ratioRow({ name: 'memory', unit: 'MB', peer, quickly, bar: { atMost }, ours, theirs: 'bare', theirsAgain: 'bare again' })
}
