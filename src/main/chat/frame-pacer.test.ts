import { expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { FlushPolicy } from '../../shared/domain/settings'
import type { FrameBody } from '../../shared/ipc/frames'
import { FakeClock } from '../stream/fake-clock.fixture'
import { EMPTY_STATS } from '../stream/stream-meter'
import { FramePacer } from './frame-pacer'
import { LiveAnswer } from './live-answer'
import { closestAttention, type Attention, type FrameViewer } from './frame-viewer'

const frame: FlushPolicy = { mode: 'frame' }
const own: FlushPolicy = { mode: 'chunks', chunks: 10, ms: 100 }

/** An answer that is shown as closely as the test says, and keeps what it is sent. */
class ShownAnswer {
  readonly ticks: { atMs: number; text: string }[] = []
  readonly content
  looks = 0
  figures = 0
  /** The tokens of the figures that are to be kept. */
  readonly news: number[] = []
  look: Attention | null

  constructor(
    private readonly clock: FakeClock,
    look: Attention | null,
    length: number
  ) {
    this.look = look
    this.content = { ...emptyContent(), text: 'x'.repeat(length) }
  }

  get watched(): boolean {
    return this.look !== null
  }

  get attention(): Attention | null {
    this.looks++
    return this.look
  }

  take(bodies: readonly FrameBody[]): void {
    const text = bodies.map((body) => ('text' in body ? body.text : '')).join('')
    for (const body of bodies) if (body.type === 'run-usage' && body.news) this.news.push(body.stats.tokens)
    if (text === '') this.figures++
    else this.ticks.push({ atMs: this.clock.now(), text })
  }
}

interface Paced {
  readonly clock: FakeClock
  readonly answer: ShownAnswer
  readonly pacer: FramePacer
}

function paced(look: Attention | null, { flush = frame, length = 0 } = {}): Paced {
  const clock = new FakeClock()
  const answer = new ShownAnswer(clock, look, length)
  return { clock, answer, pacer: new FramePacer({ settings: () => ({ flush }), ports: { clock } }, answer) }
}

function play({ clock, pacer }: Paced, chunks: number, gapMs: number): void {
  for (let at = 0; at < chunks; at++) {
    pacer.take({ type: 'text-delta', text: 'x' })
    clock.advance(gapMs)
  }
}

/** How many frames one second of a fast stream makes. */
function framesPerSecond(look: Attention | null, options?: Parameters<typeof paced>[1]): number {
  const one = paced(look, options)
  play(one, 1_000, 1)
  const count = one.answer.ticks.length
  one.pacer.close()
  expect(one.answer.ticks.map((tick) => tick.text).join('')).toBe('x'.repeat(1_000))
  return count
}

it('makes one frame per display frame where the person looks, and fewer the less it is seen', () => {
  expect(framesPerSecond('focused')).toBe(63)
  expect(framesPerSecond('beside')).toBe(16)
  expect(framesPerSecond('hidden')).toBe(3)
  expect(framesPerSecond(null)).toBe(5)
})

it('makes fewer frames of a longer answer', () => {
  const lengths = [0, 100_000, 200_000, 700_000]
  expect(lengths.map((length) => framesPerSecond('focused', { length }))).toEqual([63, 63, 31, 16])
})

it('sends the first piece at once, however little it is seen', () => {
  for (const look of ['focused', 'beside', 'hidden', null] as const) {
    const one = paced(look)
    one.pacer.take({ type: 'text-delta', text: 'x' })
    expect(one.answer.ticks).toEqual([{ atMs: 0, text: 'x' }])
  }
})

it('keeps the rule of N chunks or T milliseconds wherever the window is and however long the answer', () => {
  const gaps = (look: Attention, length: number): number[] => {
    const one = paced(look, { flush: own, length })
    play(one, 51, 40)
    const at = one.answer.ticks.map((tick) => tick.atMs)
    return at.slice(1).map((ms, index) => ms - (at[index] ?? 0))
  }
  const exact = gaps('focused', 0)
  expect(exact.slice(0, 3)).toEqual([100, 100, 100])
  expect(gaps('hidden', 0)).toEqual(exact)
  expect(gaps('beside', 700_000)).toEqual(exact)
})

it('is at full speed within a tenth of a second of being turned to', () => {
  const one = paced('hidden')
  play(one, 700, 1)
  one.answer.look = 'focused'
  const before = one.answer.ticks.length
  play(one, 200, 1)
  expect(one.answer.ticks.length - before).toBeGreaterThanOrEqual(6)
})

it('looks at the windows ten times a second, not for every piece', () => {
  const one = paced('focused')
  play(one, 10_000, 0.1)
  expect(one.answer.looks).toBeLessThanOrEqual(12)
})

it('sends a hidden window no figures while nothing arrives', () => {
  const figures = (look: Attention): number => {
    const one = paced(look)
    one.clock.advance(10_000)
    return one.answer.figures
  }
  expect([figures('beside'), figures('hidden')]).toEqual([20, 0])
})

it('sends the figures of the first piece with it, though others went just before', () => {
  const one = paced('focused')
  const stats = { ...EMPTY_STATS, attempts: 1 }
  const running = { result: new Promise<never>(() => undefined), stop: () => undefined, retryNow: () => undefined }
  one.pacer.watch({ ...running, stats: () => ({ ...stats }) })
  one.clock.advance(1_000)
  expect(one.answer.news).toEqual([0])
  stats.chunks = 1
  stats.tokens = 3
  one.pacer.take({ type: 'text-delta', text: 'x' })
  expect(one.answer.news).toEqual([0, 3])
})

it('marks figures as news while they count up, also after the last piece, and sends those to the journal unseen', () => {
  for (const look of ['focused', 'hidden', null] as const) {
    const one = paced(look)
    const stats = { ...EMPTY_STATS, attempts: 1 }
    const running = { result: new Promise<never>(() => undefined), stop: () => undefined, retryNow: () => undefined }
    one.pacer.watch({ ...running, stats: () => ({ ...stats }) })
    one.pacer.take({ type: 'text-delta', text: 'x' })
    // A burst within the time of one display frame, and then silence.
    stats.chunks = 30
    stats.tokens = 25
    one.pacer.take({ type: 'text-delta', text: 'x' })
    one.clock.advance(1_000)
    stats.tokens = 30
    one.clock.advance(60_000)
    expect(one.answer.news.slice(-2)).toEqual([25, 30])
    expect(one.answer.news.length).toBeLessThanOrEqual(3)
  }
})

it('goes by the window that is looked at most closely', () => {
  const viewer = (attention?: Attention): FrameViewer => ({
    id: 1,
    push: () => undefined,
    ...(attention === undefined ? {} : { attention: () => attention })
  })
  expect(closestAttention([viewer('hidden'), viewer('beside')])).toBe('beside')
  expect(closestAttention([viewer('hidden'), viewer()])).toBe('focused')
  expect(closestAttention([])).toBeNull()
})

it('costs one commit and one message a frame, however many pieces come', async () => {
  const clock = new FakeClock()
  const counts = { commits: 0, messages: 0 }
  const journal = { append: () => Promise.resolve(void counts.commits++) }
  const run = { runId: 'run' as RunId, conversationId: 'conversation' as ConversationId, messageId: 'answer' as MessageId }
  const live = new LiveAnswer(run, emptyContent(), journal, () => undefined)
  live.attach({ id: 1, attention: () => 'focused', push: () => void counts.messages++ })
  const pacer = new FramePacer({ settings: () => ({ flush: frame }), ports: { clock } }, live)
  for (let at = 0; at < 20_000; at++) {
    pacer.take({ type: 'text-delta', text: 'x' })
    if (at % 20 !== 0) continue
    clock.advance(1)
    await live.settled()
  }
  pacer.close()
  await live.settled()
  expect(live.content.text).toBe('x'.repeat(20_000))
  expect(counts.commits).toBeLessThanOrEqual(64)
  expect(counts.messages).toBe(counts.commits)
})
