import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, RunId } from '../../shared/domain/ids'
import type { Answer, AnswerContent, Message } from '../../shared/domain/message'
import type { Provider } from '../../shared/domain/provider'
import type { StreamStats } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import type { FrameBody } from '../../shared/ipc/frames'
import { faultError, faultOf } from '../fault-error'
import type { New } from '../history/history'
import { isLocalAddress } from '../providers/base-url'
import { chatRequests, type ChatRequests } from '../providers/build-request'
import { startRun } from '../stream/start-run'
import type { RunningRun, RunPlan, RunPorts, RunResult } from '../stream/run'
import { alwaysOnline } from '../stream/system-clock'
import type { ChatWorld } from './chat-world'
import { FramePacer } from './frame-pacer'
import { LiveAnswer } from './live-answer'
import type { LiveAnswers } from './live-answers'
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
    const run = { runId: job.runId, conversationId: job.conversation.id, messageId: job.answer.id }
    const answer = new LiveAnswer(run, job.answer, this.world.history, (fault) => this.stopForDisk(job.runId, fault))
    const pacer = new FramePacer(this.world, answer)
    answer.take([{ type: 'run-start', conversationId: run.conversationId, messageId: run.messageId, model: job.answer.model }])
    const running = startRun(this.plan(job), this.ports(job), (update) => pacer.take(update))
    pacer.watch(running)
    this.live.add({ answer, running })
    const ending = this.end(job, answer, pacer, running).finally(() => this.endings.delete(ending))
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

  /** A server on this machine is there without a network, and sleeps and wakes with it. */
  private ports({ provider }: AnswerJob): RunPorts {
    return isLocalAddress(provider.baseUrl) ? { ...this.world.ports, network: alwaysOnline } : this.world.ports
  }

  private plan(job: AnswerJob): RunPlan {
    const requests = this.requests(job)
    return {
      request: async (way, partial) => {
        const built = (await requests()).request(way, partial)
        if (way === 'first') await this.keepRequest(job, await requests())
        return built
      },
      // A refusal can only follow a request, so the requests have been built by then.
      adapt: (fault) => requests.built()?.adapt(fault) ?? false,
      limits: job.provider.limits,
      maxRetries: this.world.settings().maxRetries,
      goesOnFrom: job.answer.text
    }
  }

  /** Looked up when the first request is built, so that a missing key is a fault of the answer, beside its question. */
  private requests(job: AnswerJob): (() => Promise<ChatRequests>) & { built(): ChatRequests | null } {
    let built: ChatRequests | null = null
    const build = async (): Promise<ChatRequests> => (built ??= await this.buildRequests(job))
    return Object.assign(build, { built: () => built })
  }

  private async buildRequests(job: AnswerJob): Promise<ChatRequests> {
    const { provider } = job
    const key = await this.world.secretFor(provider)
    if (key === null && provider.keySource.kind !== 'none') throw faultError('no_key', provider.name)
    return chatRequests(
      {
        provider,
        key,
        settings: { ...job.conversation, model: job.answer.model },
        path: job.path,
        tools: job.offerTools ? this.world.tools.offered : [],
        continueWording: this.world.settings().continueWording
      },
      (quirks) => this.world.rememberQuirks(provider.id, quirks)
    )
  }

  private async keepRequest(job: AnswerJob, requests: ChatRequests): Promise<void> {
    const last = requests.last()
    if (last) await this.world.history.putRequest(job.answer.id, storedRequest(last))
  }

  private async end(job: AnswerJob, answer: LiveAnswer, pacer: FramePacer, running: RunningRun): Promise<void> {
    const result = await settled(running)
    pacer.close()
    await answer.settled()
    const outcome = answer.refusal ? ({ kind: 'failed', fault: answer.refusal } as const) : result.outcome
    const content = await answer.finish(terminalFrame({ outcome, stats: result.stats }))
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

  private stopForDisk(runId: RunId, fault: Fault): void {
    this.world.log.error('frame-not-committed', { fault })
    this.live.get(runId)?.running.stop()
  }

  private changed(conversationId: ConversationId): void {
    this.world.broadcast('conversations:changed', { conversationId })
  }
}

/** A defect of the engine must not leave an answer that never ends. */
async function settled(running: RunningRun): Promise<Pick<RunResult, 'outcome'> & { stats: StreamStats }> {
  try {
    return await running.result
  } catch (error) {
    return { outcome: { kind: 'failed', fault: faultOf(error) }, stats: running.stats() }
  }
}

/** One that was just ending by itself stays as it ended. */
function interruptedByQuit(content: AnswerContent): AnswerContent {
  return content.state.phase === 'stopped' ? { ...content, state: { phase: 'interrupted', fault: null } } : content
}

function terminalFrame({ outcome, stats }: Pick<RunResult, 'outcome' | 'stats'>): FrameBody {
  switch (outcome.kind) {
    case 'ended':
      return { type: 'run-end', finish: outcome.finish, rawFinish: outcome.rawFinish, stats }
    case 'stopped':
      return { type: 'run-end', finish: null, rawFinish: '', stats }
    case 'interrupted':
    case 'failed':
      return { type: 'run-fail', outcome: outcome.kind, fault: outcome.fault, stats }
  }
}
