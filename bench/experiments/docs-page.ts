import { inPieces } from '../app/long-answer'
import { FLUSH_CHARS, plainAnswer, ViewPage } from '../app/view-page'
import { inTurn, pick, type Experiment, type Size } from '../experiment'

const TOKEN_CHARS = 4
/** What runs first pays for the compiler's looks at it; what the page's way throws away has the engine forget them. */
const WARM_UPS = 3

/**
 * The way of the provider's page: each token added to `innerHTML`. Ours writes ten at a time, as its buffer does at 600
 * tokens a second. What it costs to write and lay out, and not to paint: that is the screen's, as often as it likes.
 */
function docsPage(tokens: number, atLeast: number, rounds: Readonly<Record<Size, number>>, onlyIn?: Size): Experiment {
  return {
    rows: [
      {
        name: 'docs-page',
        unit: 'ms',
        peer: `innerHTML += per chunk, ${tokens / 1_000}k tokens`,
        bar: { atLeast },
        judged: 'ratio',
        ...(onlyIn && { onlyIn }),
        value: (sample) => pick(sample, 'rill'),
        peerValue: (sample) => pick(sample, 'page'),
        figure: (sample) => pick(sample, 'page') / pick(sample, 'rill'),
        // Ours is the control: the page's way takes minutes.
        self: (sample) => pick(sample, 'rill again') / pick(sample, 'rill')
      }
    ],
    rounds,
    async open() {
      const view = await ViewPage.open()
      const text = plainAnswer(tokens)
      const rill = async (): Promise<number> => {
        for (let time = 0; time < WARM_UPS; time++) await view.writtenMs('rill', inPieces(text, FLUSH_CHARS))
        return view.writtenMs('rill', inPieces(text, FLUSH_CHARS))
      }
      const page = (): Promise<number> => view.writtenMs('innerHTML', inPieces(text, TOKEN_CHARS))
      return { round: (turn) => inTurn({ page, rill }, turn), close: () => view.close() }
    }
  }
}

export const docsPage5k = docsPage(5_000, 30, { full: 5, quick: 1 })
/** One round takes minutes. */
export const docsPage20k = docsPage(20_000, 100, { full: 2, quick: 1 }, 'full')
