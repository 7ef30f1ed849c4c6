import { inPieces } from '../app/long-answer'
import { FLUSH_CHARS, plainAnswer, ViewPage } from '../app/view-page'
import { again, inTurn, pick, ratioRow, type Experiment, type RowSpec } from '../experiment'

const TOKENS = 20_000
const SMD = 'streaming-markdown (smd)'

const markdown20k = ratioRow({
  name: 'markdown-20k',
  unit: 'ms',
  peer: SMD,
  bar: { atMost: 1 },
  ours: 'rill long',
  theirs: 'smd long'
})

/** How many times its cost at a quarter of the tokens a long answer costs. */
const growth: RowSpec = {
  name: 'markdown-growth',
  unit: 'times',
  peer: SMD,
  bar: { atMost: 1 },
  judged: 'ratio',
  value: (sample) => pick(sample, 'rill long') / pick(sample, 'rill short'),
  peerValue: (sample) => pick(sample, 'smd long') / pick(sample, 'smd short'),
  figure: (sample) => growth.value(sample) / growth.peerValue(sample),
  self: (sample) => pick(sample, again('smd long')) / pick(sample, again('smd short')) / growth.peerValue(sample)
}

/** An answer that is written in the app's own view: script, style, layout and paint of the page's main thread. */
export const growingView: Experiment = {
  rows: [markdown20k, growth],
  rounds: { full: 15, quick: 1 },
  async open() {
    const view = await ViewPage.open()
    const texts = { short: plainAnswer(TOKENS / 4), long: plainAnswer(TOKENS) }
    const played = (way: string, length: keyof typeof texts) => () =>
      view.playedMs(way, inPieces(texts[length], FLUSH_CHARS))
    // What runs first would pay for the compiler's first look.
    for (const way of ['rill', 'smd']) await played(way, 'short')()
    const measures = {
      'rill long': played('rill', 'long'),
      'smd long': played('smd', 'long'),
      'rill short': played('rill', 'short'),
      'smd short': played('smd', 'short')
    }
    return { round: (turn) => inTurn(measures, turn), close: () => view.close() }
  }
}
