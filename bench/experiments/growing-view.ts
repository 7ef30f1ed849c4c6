import type { CDPSession } from '@playwright/test'
import { inPieces, longAnswer } from '../app/long-answer'
import { inTurn, pick, ratioRow, type Experiment, type RowSpec } from '../experiment'
import { PeerApp } from '../peers/peer-app'

const FLUSH_CHARS = 40
/** Frames as fast as they can be made: waiting for a screen is no cost. */
const SWITCHES = ['--disable-frame-rate-limit', '--disable-gpu-vsync']
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
  rounds: { full: 15, quick: 1 },
  async open() {
    const view = await ViewPage.open()
    const texts = { '5k': plainAnswer(5_000), '20k': plainAnswer(20_000) }
    const played = (way: string, size: keyof typeof texts) => () =>
      view.cost(way, inPieces(texts[size], FLUSH_CHARS), true)
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
    return { round: (turn) => inTurn(measures, turn), close: () => view.close() }
  }
}

const TOKEN_CHARS = 4

/**
 * The way of the provider's page: each token added to `innerHTML`. Ours writes ten at a time, as its buffer does at 600
 * tokens a second. What it costs to write and lay out, and not to paint: that is the screen's, as often as it likes.
 */
export const docsPage: Experiment = {
  rows: [docsRow(5_000, 30), { ...docsRow(20_000, 100), onlyIn: 'full' }],
  rounds: { full: 3, quick: 1 },
  async open(size) {
    const view = await ViewPage.open()
    const measures = Object.fromEntries(
      (size === 'full' ? [5_000, 20_000] : [5_000]).flatMap((tokens) => {
        const text = plainAnswer(tokens)
        const page = () => view.laidOutMs('innerHTML', inPieces(text, TOKEN_CHARS))
        const rill = () => view.laidOutMs('rill', inPieces(text, FLUSH_CHARS))
        // Ours is the control: the page's way takes a hundred times as long, and is far from any bar by noise.
        return [[`page ${tokens}`, page], [`rill ${tokens}`, rill], [`rill ${tokens} again`, rill]]
      })
    )
    await view.laidOutMs('rill', inPieces(plainAnswer(5_000), FLUSH_CHARS))
    return { round: (turn) => inTurn(measures, turn), close: () => view.close() }
  }
}

function docsRow(tokens: number, atLeast: number): RowSpec {
  return {
    name: 'docs-page',
    unit: 'ms',
    peer: `innerHTML += per chunk, ${tokens / 1_000}k tokens`,
    bar: { atLeast },
    judged: 'ratio',
    value: (sample) => pick(sample, `rill ${tokens}`),
    peerValue: (sample) => pick(sample, `page ${tokens}`),
    figure: (sample) => pick(sample, `page ${tokens}`) / pick(sample, `rill ${tokens}`),
    self: (sample) => pick(sample, `rill ${tokens} again`) / pick(sample, `rill ${tokens}`)
  }
}

/** Without the name of a language: highlighting is another measure. */
function plainAnswer(tokens: number): string {
  return longAnswer(tokens).replaceAll('```ts', '```')
}

/** A page that shows answers in several ways, and what its main thread does for it. */
class ViewPage {
  private constructor(
    private readonly app: PeerApp,
    private readonly inspector: CDPSession
  ) {}

  static async open(): Promise<ViewPage> {
    const app = await PeerApp.start('markdown', SWITCHES)
    const inspector = await app.page.context().newCDPSession(app.page)
    // Processor time of the thread: what other programs do meanwhile is not in it.
    await inspector.send('Performance.enable', { timeDomain: 'threadTicks' })
    await app.page.waitForFunction(() => Reflect.has(window, 'play'))
    return new ViewPage(app, inspector)
  }

  /** In milliseconds of its main thread: script, style, layout, paint and the making of the frames. */
  async cost(way: string, pieces: readonly string[], scroll: boolean): Promise<number> {
    await this.inspector.send('HeapProfiler.collectGarbage')
    const before = await this.taskSeconds()
    await this.play(way, pieces, scroll)
    return ((await this.taskSeconds()) - before) * 1_000
  }

  /** In milliseconds of its main thread: script, style and layout alone. */
  async laidOutMs(way: string, pieces: readonly string[]): Promise<number> {
    await this.inspector.send('HeapProfiler.collectGarbage')
    return this.play(way, pieces, false)
  }

  close(): Promise<void> {
    return this.app.close()
  }

  private play(way: string, pieces: readonly string[], scroll: boolean): Promise<number> {
    return this.app.page.evaluate(
      ({ way, pieces, scroll }) => (Reflect.get(window, 'play') as Play)(way, pieces, scroll),
      { way, pieces, scroll }
    )
  }

  private async taskSeconds(): Promise<number> {
    const { metrics } = await this.inspector.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  }
}

type Play = (way: string, pieces: readonly string[], scroll: boolean) => Promise<number>
