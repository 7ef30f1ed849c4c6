import { inPieces } from '../app/long-answer'
import { FLUSH_CHARS, plainAnswer, ViewPage } from '../app/view-page'
import { fasterRow, inTurn, type Experiment, type Size } from '../experiment'

const TOKEN_CHARS = 4

/**
 * The way of the provider's page: each token added to `innerHTML`. Ours writes ten at a time, as its buffer does at 600
 * tokens a second. What it costs to write and lay out, and not to paint: that is the screen's, as often as it likes.
 */
function docsPage(tokens: number, atLeast: number, rounds: Readonly<Record<Size, number>>, onlyIn?: Size): Experiment {
  const row = fasterRow({
    name: 'docs-page',
    unit: 'ms',
    peer: `innerHTML += for each of ${tokens / 1_000}k tokens, each laid out; ours ten at a time`,
    bar: { atLeast },
    ...(onlyIn && { onlyIn }),
    ours: 'rill',
    theirs: 'page'
  })
  return {
    rows: [row],
    rounds,
    async open() {
      const view = await ViewPage.open()
      const written = (way: string, chars: number) => () =>
        view.writtenMs(way, inPieces(plainAnswer(tokens), chars), inPieces(plainAnswer(1_000), chars))
      const measures = { page: written('innerHTML', TOKEN_CHARS), rill: written('rill', FLUSH_CHARS) }
      return { round: (turn) => inTurn(measures, turn), close: () => view.close() }
    }
  }
}

export const docsPage5k = docsPage(5_000, 30, { full: 6, quick: 1 })
/** One round takes minutes. */
export const docsPage20k = docsPage(20_000, 100, { full: 2, quick: 0 }, 'full')
