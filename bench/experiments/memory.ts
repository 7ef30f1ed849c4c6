import { inPieces, longAnswer } from '../app/long-answer'
import { EMPTY, RILL } from '../app/programs'
import { chooseProvider } from '../app/provider-profile'
import { StartedProgram, type Program } from '../app/started-program'
import { removeProfile, storedProfile } from '../app/stored-history'
import { PacedProvider } from '../../tests/paced-provider'
import { inTurn, ratioRow, type Experiment, type Sample } from '../experiment'

const ANSWER_TOKENS = 20_000
const AFTER = 'after a 20k-token answer'
const CHUNKS_PER_SECOND = { full: 4_000, quick: 12_000 }
/** After the start, and after the last event of the answer, when what is let go of has been let go of. */
const REST_MS = { full: 10_000, quick: 5_500 }
/** Long enough for a bare window to be shown. */
const FIRST_MS = 2_000

/** What the whole program takes of the machine's memory, beside a bare window. Nothing is attached while it rests. */
export const memory: Experiment = {
  rows: [row('idle', 1.2), row(AFTER, 1.4)],
  rounds: { full: 15, quick: 1 },
  async open(size) {
    const provider = await PacedProvider.start()
    const pieces = inPieces(longAnswer(ANSWER_TOKENS), 4)
    provider.pace = { chunksPerSecond: CHUNKS_PER_SECOND[size], pieces }
    const figures: Record<string, number> = {}
    const bare = (): Promise<number> =>
      inProfile(EMPTY, provider.baseUrl, (started) => restedMb(started, REST_MS[size]))
    const rill = (): Promise<number> =>
      inProfile(RILL, provider.baseUrl, async (started) => {
        const idleMb = await restedMb(started, REST_MS[size])
        const end = provider.end()
        await started.enter('Tell everything.')
        await end
        figures[AFTER] = await restedMb(started, REST_MS[size])
        await isAnswered(started)
        return idleMb
      })
    const measures = { idle: rill, bare }
    // The first program on a display loads OpenGL to ask what the display can show, 30 MB, and leaves the answer there.
    await inProfile(EMPTY, provider.baseUrl, (started) => restedMb(started, FIRST_MS))
    return {
      round: async (turn): Promise<Sample> => ({ ...(await inTurn(measures, turn)), ...figures }),
      close: () => provider.close()
    }
  }
}

/** Starts it with a profile of its own, in which this provider is chosen. */
async function inProfile(
  program: Program,
  baseUrl: string,
  work: (started: StartedProgram) => Promise<number>
): Promise<number> {
  const profile = await storedProfile([])
  await chooseProvider(profile, baseUrl)
  const started = await StartedProgram.start(program, profile)
  try {
    return await work(started)
  } finally {
    await started.quit()
    await removeProfile(profile)
  }
}

async function restedMb(started: StartedProgram, restMs: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, restMs))
  return started.memoryMb()
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
  return ratioRow({ name: 'memory', unit: 'MB', peer, quickly, bar: { atMost }, ours, theirs: 'bare' })
}
