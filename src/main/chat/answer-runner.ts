import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, RunId } from '../../shared/domain/ids'
import type { Answer, AnswerContent, Message } from '../../shared/domain/message'
import type { Provider } from '../../shared/domain/provider'
import { faultOf } from '../fault-error'
import type { New } from '../history/history'
import type { ChatRequests } from '../providers/build-request'
import type { RunPlan } from '../stream/run'
import { pathImages } from './asked-images'
import type { ChatWorld } from './chat-world'
import type { LiveAnswers } from './live-answers'
import { interruptedByQuit, startLiveRun } from './live-run'
import { portsFor, runPlan } from './run-plan'
import { storedRequest } from './stored-request'

export interface AnswerJob {
  readonly conversation: Conversation
  /** As it was when the answer was asked for; a change of it concerns the next one. */
  readonly provider: Provider
  readonly answer: New<Answer>
  readonly runId: RunId
  /** From the first message to the one that is answered. */
  readonly path: readonly Message[]
  readonly offerTools: boolean
}

/** Makes answers: starts a run, sends what it produces on the road to disk and windows, and puts the result away. */
export class AnswerRunner {
  private readonly endings = new Set<Promise<void>>()
  /** Answers that are over and that the disk has not taken as such. */
  private readonly left = new Map<RunId, AnswerContent>()

  constructor(
    private readonly world: ChatWorld,
    private readonly live: LiveAnswers,
    private readonly onEnded: (job: AnswerJob, content: AnswerContent) => void
  ) {}

  /** Returns at once; what goes wrong from here on is part of the answer. */
  start(job: AnswerJob): void {
    const { runId, answer: beginning, provider } = job
    const run = { runId, conversationId: job.conversation.id, messageId: job.answer.id }
    const { answer, running, ended } = startLiveRun({
      run,
      beginning,
      opening: [{ type: 'run-start', conversationId: run.conversationId, messageId: run.messageId, model: beginning.model }],
      journal: this.world.history,
      plan: this.plan(job),
      ports: portsFor(provider, this.world.ports),
      settings: this.world.settings,
      onDiskFault: (fault) => this.world.log.error('frame-not-committed', { fault })
    })
    this.live.add({ answer, running })
    const ending = this.end(job, ended).finally(() => this.endings.delete(ending))
    this.endings.add(ending)
  }

  /** Stops everything and keeps it as interrupted, so that it can be continued after the next start. */
  async abandonAll(): Promise<void> {
    for (const { running } of this.live.all()) running.stop()
    this.abandoned = true
    await Promise.all(this.endings)
  }

  /** Tries once more to put away what a full disk refused: until then its conversation looks as if it went on. */
  async putAwayLeft(): Promise<void> {
    for (const [runId, content] of [...this.left]) await this.putAway(runId, content)
  }

  /** How an answer ended that the disk has not taken yet; undefined for any other. */
  leftOf(runId: RunId): AnswerContent | undefined {
    return this.left.get(runId)
  }

  private abandoned = false

  private plan(job: AnswerJob): RunPlan {
    const { provider, conversation, path } = job
    const images = pathImages(this.world.history, path)
    return runPlan(this.world, {
      provider,
      settings: { ...conversation, model: job.answer.model },
      path,
      ...(images ? { images } : {}),
      tools: job.offerTools ? this.world.tools.offered : [],
      continueWording: this.world.settings().continueWording,
      goesOnFrom: job.answer.text,
      keep: (requests) => this.keepRequest(job, requests)
    })
  }

  private async keepRequest(job: AnswerJob, requests: ChatRequests): Promise<void> {
    const last = requests.last()
    if (last) await this.world.history.putRequest(job.answer.id, storedRequest(last))
  }

  private async end(job: AnswerJob, ended: Promise<AnswerContent>): Promise<void> {
    const content = await ended
    const kept = this.abandoned ? interruptedByQuit(content) : content
    await this.putAway(job.runId, kept)
    this.live.remove(job.runId)
    this.changed(job.conversation.id)
    if (!this.abandoned) this.onEnded(job, kept)
  }

  private async putAway(runId: RunId, content: AnswerContent): Promise<void> {
    try {
      await this.world.history.end(runId, content)
      this.left.delete(runId)
    } catch (error) {
      const fault = faultOf(error)
      this.world.log.error('answer-not-folded', { fault })
      // Another run has gone on from it, or its conversation is no more.
      if (fault.kind === 'gone') this.left.delete(runId)
      else this.left.set(runId, content)
    }
  }

  private changed(conversationId: ConversationId): void {
    this.world.broadcast('conversations:changed', { conversationId })
  }
}
