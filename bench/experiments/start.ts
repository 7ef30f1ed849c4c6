import { livedInProfile } from '../app/lived-in-profile'
import { EMPTY, RILL } from '../app/programs'
import { StartedProgram, type Program } from '../app/started-program'
import { removeProfile, storedProfile } from '../app/stored-history'
import { differenceRow, inTurn, laterByFrames, type Experiment, type Sample } from '../experiment'

const MESSAGES = { full: 100_000, quick: 20_000 }
const CONVERSATIONS = 100_000
/** When a start is over and the page can be asked: the list is there after 700 ms, or is waited for. */
const REST_MS = { full: 2_000, quick: 1_200 }

/** Chromium's own word for the first picture, and ours for a field that has the keys in one. */
const TYPEABLE: Marks = ['first-paint', 'typeable']
const LISTED: Marks = ['listed']

type Marks = readonly string[]

/** From the start of the program to a painted window that takes keys, and to the painted list of conversations. */
export const start: Experiment = {
  rows: [
    differenceRow({
      name: 'start',
      unit: 'ms',
      peer: 'an empty Svelte window',
      quickly: '20,000 messages stored',
      bar: { atMost: 60 },
      ours: 'typeable',
      theirs: 'empty'
    }),
    laterByFrames({ name: 'open-list', peer: 'an empty profile', ours: 'listed', theirs: 'nothing listed' }, 2)
  ],
  rounds: { full: 15, quick: 2 },
  async open(size) {
    const lived = await livedInProfile(MESSAGES[size], CONVERSATIONS)
    const [empty, bare] = [await storedProfile([]), await storedProfile([])]
    const reached = async (program: Program, profile: string, ...marks: Marks[]): Promise<number[]> => {
      const started = await StartedProgram.start(program, profile)
      try {
        return await Promise.all(marks.map((names) => started.reachedMs(names, REST_MS[size])))
      } finally {
        await started.quit()
      }
    }
    const figures: Record<string, number> = {}
    const first = (program: Program, profile: string, names: Marks) => async (): Promise<number> =>
      (await paintedAtAll(() => reached(program, profile, names)))[0] ?? Number.NaN
    const measures = {
      typeable: async () => {
        const [typeable, listed] = await paintedAtAll(() => reached(RILL, lived, TYPEABLE, LISTED))
        figures['listed'] = listed ?? Number.NaN
        return typeable ?? Number.NaN
      },
      empty: first(EMPTY, bare, TYPEABLE),
      'nothing listed': first(RILL, empty, LISTED)
    }
    // The first start of each reads the program from the disk and makes its profile.
    await Promise.all([measures.typeable(), measures['nothing listed'](), measures.empty()])
    return {
      round: async (turn): Promise<Sample> => ({ ...(await inTurn(measures, turn)), ...figures }),
      close: async () => {
        for (const profile of [lived, empty, bare]) await removeProfile(profile)
      }
    }
  }
}

/** About one start in a hundred, of either program, has a window that never paints. It is made once more, and said. */
async function paintedAtAll<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    console.warn(`a start is made once more: ${error instanceof Error ? error.message : String(error)}`)
    return start()
  }
}
