import { applyFrame, copyContent, emptyContent, type GrowingContent } from '../../../shared/answer-content'
import type { RunId } from '../../../shared/domain/ids'
import type { AnswerContent } from '../../../shared/domain/message'
import { isLive } from '../../../shared/domain/run'
import type { StreamStats } from '../../../shared/domain/stats'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import type { AttachedRun } from '../../../shared/ipc/chat-calls'
import type { Events } from '../../../shared/ipc/events'
import type { Frame, FrameBody } from '../../../shared/ipc/frames'
import { WaitingFrames } from './waiting-frames'

/** What a run shows at one moment. A new object each time; the content in it is not changed afterwards. */
export interface ShownRun {
  readonly content: AnswerContent
  /** The end of the text that this moment has added; null when that is not known, as after joining in the middle. */
  readonly added: AddedText | null
  readonly stats: StreamStats | null
  /** From the first thought to the first word, as seen here; null when that was not seen. */
  readonly reasoningMs: number | null
}

/**
 * A text that grows by pieces is a chain of them to the engine; whoever reads any part of it has all of it copied. Of a
 * long answer that is more than everything else in a frame, so what is new comes along by itself.
 */
export interface AddedText {
  /** How long the text was before, in UTF-16 units. */
  readonly at: number
  readonly text: string
}

export interface RunPorts {
  readonly attach: (runId: RunId) => Promise<Reply<AttachedRun>>
  readonly detach: (runId: RunId) => void
  /** Returns the way to unsubscribe. */
  readonly onFrames: (listener: (event: Events['chat:frames']) => void) => () => void
  /** Calls back once before the next paint, or when there will be none any more; returns the way to cancel. */
  readonly nextPaint: (paint: () => void) => () => void
  /** Whether anything is painted at all. */
  readonly isSeen: () => boolean
  /** Milliseconds on a monotonic clock. */
  readonly nowMs: () => number
}

export interface RunListener {
  /** At most once per paint. */
  readonly onShow: (shown: ShownRun) => void
  /** The run cannot be seen from here (it is over, or main refuses): what is stored is what there is. */
  readonly onGone: (fault: Fault) => void
}

/** A stream that keeps losing frames is shown as it is stored, not asked for without end. */
const MOST_ATTACHES = 20

/** One live run as this window sees it. Frames go into plain data; the page hears of them once per paint. */
export class RunView {
  #content: GrowingContent = emptyContent()
  #added: AddedText | null = null
  #stats: StreamStats | null = null
  #seq = -1
  #attaching = false
  #attaches = 0
  #closed = false
  #early: Frame[] = []
  readonly #waiting = new WaitingFrames()
  #ended = false
  /** The next frame is left free. */
  #rests = false
  #cancelPaint: (() => void) | null = null
  #thoughtSinceMs: number | null = null
  #reasoningMs: number | null = null
  readonly #unsubscribe: () => void

  constructor(
    readonly runId: RunId,
    private readonly ports: RunPorts,
    private readonly listener: RunListener
  ) {
    // First the subscription, then the attach: a frame may arrive before the reply.
    this.#unsubscribe = ports.onFrames((event) => {
      if (event.runId === runId) this.#take(event.frames)
    })
    void this.#attach()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#unsubscribe()
    this.#cancelPaint?.()
    this.#early = []
    this.ports.detach(this.runId)
  }

  async #attach(): Promise<void> {
    if (this.#attaching || this.#closed) return
    this.#attaching = true
    this.#attaches++
    const reply = await this.ports.attach(this.runId)
    this.#attaching = false
    if (this.#closed) return
    if (!reply.ok) return this.listener.onGone(reply.fault)
    this.#waiting.clear()
    this.#content = copyContent(reply.value.content)
    this.#ended = !isLive(this.#content.state)
    this.#added = null
    this.#stats = reply.value.stats
    this.#seq = reply.value.seq
    this.#rests = false
    const early = this.#early
    this.#early = []
    this.#paintSoon()
    this.#take(early)
  }

  #take(frames: readonly Frame[]): void {
    if (this.#attaching) {
      this.#early.push(...frames)
      return
    }
    for (const frame of frames) {
      if (frame.seq <= this.#seq) continue
      if (frame.seq !== this.#seq + 1) return this.#gap()
      this.#seq = frame.seq
      this.#note(frame)
      this.#waiting.put(frame)
    }
    if (frames.length > 0) this.#paintSoon()
  }

  #gap(): void {
    if (this.#attaches < MOST_ATTACHES) void this.#attach()
    else this.listener.onGone({ kind: 'protocol', message: 'frames of the run keep getting lost' })
  }

  /** What counts when a frame comes, not when it is shown. */
  #note({ type }: Frame): void {
    if (type === 'reasoning-delta') this.#thoughtSinceMs ??= this.ports.nowMs()
    if (type === 'text-delta' && this.#thoughtSinceMs !== null) {
      this.#reasoningMs ??= this.ports.nowMs() - this.#thoughtSinceMs
    }
    if (type !== 'run-end' && type !== 'run-fail') return
    this.#ended = true
    this.#rests = false
  }

  #apply(frame: FrameBody): void {
    if (frame.type === 'text-delta' && this.#added) this.#added = { ...this.#added, text: this.#added.text + frame.text }
    applyFrame(this.#content, frame)
    if ('stats' in frame) this.#stats = frame.stats
  }

  #paintSoon(): void {
    // The end is shown at once: a window that is hidden paints nothing, and what waits for the end would wait with it.
    if (this.#ended && !this.ports.isSeen()) return this.#show(this.#waiting.takeAll())
    if (this.#ended && this.#waiting.fitOnePaint) return this.#paint()
    this.#cancelPaint ??= this.ports.nextPaint(() => this.#frame())
  }

  /**
   * After a paint of a flood one frame is left free: for scrolling, the keys and the pointer, and because two paints in
   * one cost little more than each of them. The end waits for nothing.
   */
  #frame(): void {
    const rests = this.#rests && this.ports.isSeen()
    this.#rests = false
    this.#cancelPaint?.()
    this.#cancelPaint = null
    if (!rests) this.#paint()
    else if (!this.#waiting.isEmpty) this.#paintSoon()
  }

  #paint(): void {
    this.#show(this.#waiting.takeForPaint())
    this.#rests = this.#waiting.tookFlood && !this.#ended
    if (this.#rests || !this.#waiting.isEmpty) this.#paintSoon()
  }

  #show(frames: readonly FrameBody[]): void {
    this.#cancelPaint?.()
    this.#cancelPaint = null
    for (const frame of frames) this.#apply(frame)
    const content = copyContent(this.#content)
    this.listener.onShow({ content, added: this.#added, stats: this.#stats, reasoningMs: this.#reasoningMs })
    this.#added = { at: content.text.length, text: '' }
  }
}
