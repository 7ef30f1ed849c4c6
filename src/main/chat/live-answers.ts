import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { LiveRun } from '../../shared/ipc/events'
import type { RunningRun } from '../stream/run'
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

  detach(viewerId: number): void {
    for (const { answer } of this.entries.values()) answer.detach(viewerId)
  }
}
