import { applyFrame, copyContent, type GrowingContent } from '../../shared/answer-content'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { StreamStats } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import type { AttachedRun } from '../../shared/ipc/chat-calls'
import type { Events, LiveRun } from '../../shared/ipc/events'
import type { Frame, FrameBody } from '../../shared/ipc/frames'
import { faultOf } from '../fault-error'
import type { History } from '../history/history'
import { closestAttention, type Attention, type FrameViewer } from './frame-viewer'

/**
 * The road of a run's frames from the engine to the windows: number, commit, then show. What a view was sent is on
 * disk. Frames that arrive while a commit is under way wait and go together with the next one, so a slow disk makes
 * bigger frames, never a longer queue of them.
 */
export class LiveAnswer<Run extends { readonly runId: RunId } = LiveRun> {
  private readonly viewers = new Map<number, FrameViewer>()
  private readonly shown: GrowingContent
  private shownSeq = -1
  private nextSeq = 0
  private shownStats: StreamStats | null = null
  private waiting: FrameBody[] = []
  private pumping: Promise<void> | null = null
  private live = true
  private diskFault: Fault | null = null

  constructor(
    readonly run: Run,
    beginning: AnswerContent,
    private readonly journal: Pick<History, 'append'>,
    private readonly onDiskFault: (fault: Fault) => void
  ) {
    this.shown = copyContent(beginning)
  }

  /** Sends these frames on their way; they are shown in this order, after their commit. */
  take(bodies: readonly FrameBody[]): void {
    // A pump with nothing to carry would be over before it is known as running, and be taken for one for ever.
    if (!this.live || this.diskFault || bodies.length === 0) return
    this.waiting.push(...bodies)
    this.pumping ??= this.pump()
  }

  /** Resolves once everything taken so far is committed and shown. */
  async settled(): Promise<void> {
    while (this.pumping) await this.pumping
  }

  /** Shows the last frame and lets the views go. One that the disk refuses is shown all the same: it adds no text. */
  async finish(last: FrameBody): Promise<AnswerContent> {
    this.take([last])
    await this.settled()
    if (this.diskFault) this.show(this.numbered([last]))
    this.live = false
    this.viewers.clear()
    return this.shown
  }

  /** What has been shown, and `viewer` is sent every frame after it: one synchronous step, so there is no gap. */
  attach(viewer: FrameViewer): AttachedRun {
    if (this.live) this.viewers.set(viewer.id, viewer)
    return { seq: this.shownSeq, content: copyContent(this.shown), stats: this.shownStats, live: this.live }
  }

  detach(viewerId: number): void {
    this.viewers.delete(viewerId)
  }

  get watched(): boolean {
    return this.viewers.size > 0
  }

  /** The closest look a window gives it; null when none shows it. */
  get attention(): Attention | null {
    return closestAttention(this.viewers.values())
  }

  /** False once the last frame was shown; what has come of it may still be on its way into the history. */
  get isGrowing(): boolean {
    return this.live
  }

  get content(): AnswerContent {
    return this.shown
  }

  /** Why the disk refused a frame; null while it has not. */
  get refusal(): Fault | null {
    return this.diskFault
  }

  private async pump(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const frames = this.numbered(this.waiting)
        this.waiting = []
        await this.journal.append(this.run.runId, frames)
        this.show(frames)
      }
    } catch (error) {
      this.waiting = []
      this.diskFault = faultOf(error)
      this.onDiskFault(this.diskFault)
    } finally {
      this.pumping = null
    }
  }

  private numbered(bodies: readonly FrameBody[]): readonly Frame[] {
    return bodies.map((body) => ({ runId: this.run.runId, seq: this.nextSeq++, ...body }))
  }

  private show(frames: readonly Frame[]): void {
    for (const frame of frames) {
      applyFrame(this.shown, frame)
      if ('stats' in frame) this.shownStats = frame.stats
      this.shownSeq = frame.seq
    }
    const event = { runId: this.run.runId, frames }
    for (const viewer of this.viewers.values()) this.push(viewer, event)
  }

  /** A window that is going away must not stop the answer for the others: what it throws is not the disk's fault. */
  private push(viewer: FrameViewer, event: Events['chat:frames']): void {
    try {
      viewer.push('chat:frames', event)
    } catch {
      this.viewers.delete(viewer.id)
    }
  }
}
