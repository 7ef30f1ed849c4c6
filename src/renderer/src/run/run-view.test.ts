import { expect, it, vi } from 'vitest'
import { applyFrame, emptyContent } from '../../../shared/answer-content'
import type { ConversationId, MessageId, RunId } from '../../../shared/domain/ids'
import type { Reply } from '../../../shared/ipc/calls'
import type { AttachedRun } from '../../../shared/ipc/chat-calls'
import type { Events } from '../../../shared/ipc/events'
import type { Frame, FrameBody } from '../../../shared/ipc/frames'
import { RunView, type ShownRun } from './run-view'

const runId = 'r' as RunId
const STATS = {
  chunks: 1, tokens: 1, tokensExact: false, firstTokenMs: 1, elapsedMs: 1, tokensPerSecond: null,
  tokensPerSecondNow: null, longestStallMs: 0, attempts: 1, perSecond: []
}
const BODIES: readonly FrameBody[] = [
  { type: 'run-start', conversationId: 'c' as ConversationId, messageId: 'm' as MessageId, model: 'x' },
  { type: 'reasoning-delta', text: 'hm' },
  ...[...'The tide falls.'].map((text): FrameBody => ({ type: 'text-delta', text })),
  { type: 'run-end', finish: 'stop', rawFinish: 'stop', stats: STATS }
]
const FRAMES: readonly Frame[] = BODIES.map((body, seq) => ({ runId, seq, ...body }))

/** Main as the view sees it: it answers an attach with everything sent so far. */
class FakeMain {
  sent = -1
  attaches = 0
  shown: ShownRun[] = []
  gone = 0
  seen = true
  paint: (() => void) | null = null
  listeners = new Set<(event: Events['chat:frames']) => void>()
  hold: Promise<void> = Promise.resolve()

  view(): RunView {
    return new RunView(
      runId,
      {
        attach: () => this.attach(),
        detach: () => undefined,
        onFrames: (listener) => {
          this.listeners.add(listener)
          return () => this.listeners.delete(listener)
        },
        nextPaint: (paint) => {
          this.paint = paint
          return () => (this.paint = null)
        },
        isSeen: () => this.seen,
        nowMs: () => this.sent * 100
      },
      { onShow: (shown) => this.shown.push(shown), onGone: () => this.gone++ }
    )
  }

  async attach(): Promise<Reply<AttachedRun>> {
    this.attaches++
    const content = emptyContent()
    for (const frame of FRAMES.slice(0, this.sent + 1)) applyFrame(content, frame)
    const reply = { seq: this.sent, content, stats: null, live: true }
    await this.hold
    return { ok: true, value: reply }
  }

  send(to: number, lose = false): void {
    const frames = FRAMES.slice(this.sent + 1, to + 1)
    this.sent = to
    if (!lose) for (const listener of this.listeners) listener({ runId, frames })
  }
}

const LAST = FRAMES.length - 1
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const whole = emptyContent()
for (const frame of FRAMES) applyFrame(whole, frame)

it('joined at any frame, it shows the same in the end', async () => {
  for (let at = -1; at < LAST; at++) {
    const main = new FakeMain()
    main.send(at)
    main.view()
    await Promise.resolve()
    for (let next = at + 1; next <= LAST; next++) main.send(next)
    await vi.waitFor(() => expect(main.shown.at(-1)?.content).toEqual(whole))
  }
})

it('frames that come before the reply are kept, and none is shown twice', async () => {
  const main = new FakeMain()
  let release = (): void => undefined
  main.hold = new Promise((resolve) => (release = resolve))
  main.send(4)
  main.view()
  main.send(9)
  main.send(LAST)
  release()
  await vi.waitFor(() => expect(main.shown.at(-1)?.content).toEqual(whole))
  expect(main.attaches).toBe(1)
})

it('frames that are in the reply already are passed over, not taken for a gap', async () => {
  const main = new FakeMain()
  main.view()
  await vi.waitFor(() => expect(main.paint).not.toBeNull())
  main.send(4)
  for (const listener of main.listeners) listener({ runId, frames: FRAMES.slice(2, 5) })
  main.send(LAST)
  await vi.waitFor(() => expect(main.shown.at(-1)?.content).toEqual(whole))
  expect(main.attaches).toBe(1)
})

it('a lost frame is answered with another attach', async () => {
  const main = new FakeMain()
  main.view()
  await vi.waitFor(() => expect(main.paint).not.toBeNull())
  main.send(3)
  main.send(5, true)
  main.send(8)
  await vi.waitFor(() => expect(main.attaches).toBe(2))
  main.send(LAST)
  await vi.waitFor(() => expect(main.shown.at(-1)?.content).toEqual(whole))
})

it('writes once per paint, and never after it is closed', async () => {
  const main = new FakeMain()
  const view = main.view()
  await vi.waitFor(() => expect(main.paint).not.toBeNull())
  for (let at = 0; at < 10; at++) main.send(at)
  expect(main.shown).toHaveLength(0)
  main.paint?.()
  expect(main.shown).toHaveLength(1)
  main.send(11)
  view.close()
  main.send(LAST)
  expect(main.shown).toHaveLength(1)
  expect(main.listeners.size).toBe(0)
})

it('says what is new in the text each time, and not what it cannot know', async () => {
  for (let at = -1; at < LAST; at++) {
    const main = new FakeMain()
    main.send(at)
    main.view()
    await settled()
    main.paint?.()
    for (let to = at + 1; to <= LAST; to++) {
      if (to === at + 3) {
        main.send(to, true)
        continue
      }
      main.send(to)
      await settled()
      main.paint?.()
    }
    let text = ''
    for (const { content, added } of main.shown) {
      text = added === null ? content.text : text.slice(0, added.at) + added.text
      expect(text).toBe(content.text)
    }
    expect(main.shown.filter(({ added }) => added === null).length).toBe(main.attaches)
  }
})

it('says how long the thinking took', async () => {
  const main = new FakeMain()
  main.view()
  await vi.waitFor(() => expect(main.paint).not.toBeNull())
  main.send(1)
  main.send(5)
  main.paint?.()
  expect(main.shown.at(-1)?.reasoningMs).toBe(400)
})

it('shares a flood out among the paints, its end as well; unseen, the end waits for no paint', async () => {
  const flood = 'word '.repeat(4_000)
  for (const seen of [true, false]) {
    const main = new FakeMain()
    main.seen = seen
    main.view()
    await settled()
    const bodies: readonly FrameBody[] = [
      { type: 'text-delta', text: flood },
      { type: 'run-end', finish: 'stop', rawFinish: 'stop', stats: STATS }
    ]
    const frames = bodies.map((body, seq): Frame => ({ runId, seq, ...body }))
    for (const listener of main.listeners) listener({ runId, frames })
    const paints = main.shown.length
    while (main.paint) main.paint()
    expect(main.shown.length - paints > 2).toBe(seen)
    const { content } = main.shown.at(-1) ?? {}
    expect([content?.text, content?.state.phase]).toEqual([flood, 'ended'])
    expect(main.shown.slice(0, -1).every((shown) => shown.content.state.phase !== 'ended')).toBe(true)
  }
})

it('leaves every second frame free in a flood, and no frame at an ordinary speed or at the end', async () => {
  const paintsOf = async (chars: number, { frames = 40, burst = 0, ends = false } = {}): Promise<string> => {
    const main = new FakeMain()
    main.view()
    await settled()
    main.paint?.()
    const came = (seq: number, body: FrameBody): void => {
      for (const listener of main.listeners) listener({ runId, frames: [{ runId, seq, ...body }] })
    }
    let paints = ''
    for (let frame = 0; frame < frames; frame++) {
      const shown = main.shown.length
      const last = frame === frames - 1
      came(frame, { type: 'text-delta', text: 'a'.repeat(frame === 20 || (ends && last) ? chars + burst : chars) })
      if (ends && last) came(frame + 1, { type: 'run-end', finish: 'stop', rawFinish: 'stop', stats: STATS })
      main.paint?.()
      paints += main.shown.length > shown ? 'x' : '.'
    }
    while (main.paint) main.paint()
    expect(main.shown.at(-1)?.content.text.length).toBe(frames * chars + (ends ? 2 : 1) * burst)
    return paints.slice(-6)
  }
  // 1,000 chunks of five characters a second, with and without half a second that came at once, and 20,000.
  expect(await paintsOf(83)).toBe('xxxxxx')
  expect(await paintsOf(83, { burst: 2_500 })).toBe('xxxxxx')
  expect(await paintsOf(1_667)).toMatch(/^(\.x)+$|^(x\.)+$/)
  for (const frames of [40, 41]) expect(await paintsOf(1_667, { frames, burst: 9_000, ends: true })).toMatch(/x$/)
})

it('shows what an attach has brought with the next frame, though that was to be left free', async () => {
  const main = new FakeMain()
  main.view()
  await settled()
  main.paint?.()
  const flood: FrameBody = { type: 'text-delta', text: 'a'.repeat(8_000) }
  for (const listener of main.listeners) listener({ runId, frames: [{ runId, seq: 0, ...flood }] })
  main.paint?.()
  main.send(3, true)
  main.send(4)
  await settled()
  expect(main.attaches).toBe(2)
  main.paint?.()
  expect(main.shown.at(-1)?.content.text).toBe('The')
})

it('shows the whole end of a flood when the window is hidden before all of it was painted', async () => {
  const main = new FakeMain()
  main.view()
  await settled()
  const flood = 'word '.repeat(4_000)
  const frames: readonly Frame[] = [
    { runId, seq: 0, type: 'text-delta', text: flood },
    { runId, seq: 1, type: 'run-end', finish: 'stop', rawFinish: 'stop', stats: STATS }
  ]
  for (const listener of main.listeners) listener({ runId, frames })
  main.paint?.()
  expect(main.shown.at(-1)?.content.state.phase).not.toBe('ended')
  main.seen = false
  // As the port does when the window is hidden.
  main.paint?.()
  const { content } = main.shown.at(-1) ?? {}
  expect([content?.text, content?.state.phase]).toEqual([flood, 'ended'])
})
