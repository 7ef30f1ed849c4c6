import { inPieces } from '../app/long-answer'
import { FLUSH_CHARS, plainAnswer, ViewPage } from '../app/view-page'
import { inTurn, pick, ratioRow, type Experiment, type RowSpec } from '../experiment'

const ROUNDS = { full: 15, quick: 1 }
const SMD = 'streaming-markdown (smd)'

const markdown20k = ratioRow({
  name: 'markdown-20k',
  unit: 'ms',
  peer: SMD,
  bar: { atMost: 1 },
  ours: 'rill 20k',
  theirs: 'smd 20k',
  theirsAgain: 'smd 20k again'
})

/** How many times its cost at 5,000 tokens an answer of 20,000 costs. */
const growth: RowSpec = {
  name: 'markdown-growth',
  unit: 'times',
  peer: SMD,
  bar: { atMost: 1 },
  judged: 'ratio',
  value: (sample) => pick(sample, 'rill 20k') / pick(sample, 'rill 5k'),
  peerValue: (sample) => pick(sample, 'smd 20k') / pick(sample, 'smd 5k'),
  figure: (sample) => growth.value(sample) / growth.peerValue(sample),
  self: (sample) => pick(sample, 'smd 20k again') / pick(sample, 'smd 5k again') / growth.peerValue(sample)
}

/** An answer that is written in the app's own view: script, style, layout and paint of the page's main thread. */
export const growingView: Experiment = {
  rows: [markdown20k, growth],
  rounds: ROUNDS,
  async open(size) {
    const view = await ViewPage.open()
    const texts = { '5k': plainAnswer(5_000), '20k': plainAnswer(20_000) }
    const played = (way: string, length: keyof typeof texts) => () =>
      view.playedMs(way, inPieces(texts[length], FLUSH_CHARS))
    // What runs first would pay for the compiler's first look.
    for (const way of ['rill', 'smd']) await played(way, '5k')()
    const measures = {
      'rill 20k': played('rill', '20k'),
      'smd 20k': played('smd', '20k'),
      'smd 20k again': played('smd', '20k'),
      'rill 5k': played('rill', '5k'),
      'smd 5k': played('smd', '5k'),
      'smd 5k again': played('smd', '5k')
    }
    return { round: (turn) => inTurn(measures, turn, ROUNDS[size]), close: () => view.close() }
  }
}
