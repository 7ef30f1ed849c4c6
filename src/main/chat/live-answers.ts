import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { AttachedRun } from '../../shared/ipc/chat-calls'
import type { LiveRun } from '../../shared/ipc/events'
import { faultError } from '../fault-error'
import type { RunningRun } from '../stream/run'
import type { FrameViewer } from './frame-viewer'
import type { LiveAnswer } from './live-answer'

export interface Entry {
  readonly answer: LiveAnswer
  readonly running: RunningRun
}

/** The runs that are going on. They live here, in main; views come and go. */
export class LiveAnswers {
  private readonly entries = new Map<RunId, Entry>()

  constructor(private readonly onChange: (live: readonly LiveRun[]) => void) {}

  add(entry: Entry): void {
    this.entries.set(entry.answer.run.runId, entry)
    this.onChange(this.list())
  }

  remove(runId: RunId): void {
    if (this.entries.delete(runId)) this.onChange(this.list())
  }

  get(runId: RunId): Entry | undefined {
    return this.entries.get(runId)
  }

  ofAnswer(answerId: MessageId): Entry | undefined {
    return this.all().find((entry) => entry.answer.run.messageId === answerId)
  }

  ofConversation(conversationId: ConversationId): readonly Entry[] {
    return this.all().filter((entry) => entry.answer.run.conversationId === conversationId)
  }

  all(): readonly Entry[] {
    return [...this.entries.values()]
  }

  list(): readonly LiveRun[] {
    return this.all().map((entry) => entry.answer.run)
  }

  /** Whether any can still show more. One that was shown to its end is listed until it is put away. */
  get areGrowing(): boolean {
    return this.all().some((entry) => entry.answer.isGrowing)
  }

  /** Stopping or hurrying a run that is over does nothing. */
  stop(runId: RunId): void {
    this.get(runId)?.running.stop()
  }

  retryNow(runId: RunId): void {
    this.get(runId)?.running.retryNow()
  }

  /** Throws a `gone` fault when the run is over: what it has made is in the history then. */
  attach(runId: RunId, viewer: FrameViewer): AttachedRun {
    const entry = this.get(runId)
    if (!entry) throw faultError('gone', 'this run is over')
    return entry.answer.attach(viewer)
  }

  detach(runId: RunId, viewerId: number): void {
    this.get(runId)?.answer.detach(viewerId)
  }

  /** Its window has gone, or shows another page. */
  forgetViewer(viewerId: number): void {
    for (const { answer } of this.entries.values()) answer.detach(viewerId)
  }
}
