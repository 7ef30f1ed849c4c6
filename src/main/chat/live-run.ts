import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { Settings } from '../../shared/domain/settings'
import type { StreamStats } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import type { FrameBody } from '../../shared/ipc/frames'
import { faultOf } from '../fault-error'
import type { History } from '../history/history'
import { startRun } from '../stream/start-run'
import type { RunningRun, RunPlan, RunPorts, RunResult } from '../stream/run'
import { FramePacer } from './frame-pacer'
import { LiveAnswer } from './live-answer'

export interface LiveRunAsk<Run> {
  readonly run: Run
  /** What the run goes on from. */
  readonly beginning: AnswerContent
  /** Frames before those of the engine. */
  readonly opening: readonly FrameBody[]
  readonly journal: Pick<History, 'append'>
  readonly plan: RunPlan
  readonly ports: RunPorts
  readonly settings: () => Pick<Settings, 'flush'>
  /** The run is being stopped: a frame was not taken by the disk. */
  readonly onDiskFault: (fault: Fault) => void
}

export interface StartedLiveRun<Run extends { readonly runId: RunId }> {
  readonly answer: LiveAnswer<Run>
  readonly running: RunningRun
  /** What has come of it, after its last frame was shown. Never rejects. */
  readonly ended: Promise<AnswerContent>
}

/** Starts a run and sends what it produces on the road to disk and windows. */
export function startLiveRun<Run extends { readonly runId: RunId }>(ask: LiveRunAsk<Run>): StartedLiveRun<Run> {
  const answer = new LiveAnswer(ask.run, ask.beginning, ask.journal, (fault) => {
    ask.onDiskFault(fault)
    running.stop()
  })
  const pacer = new FramePacer(ask, answer)
  answer.take(ask.opening)
  const running = startRun(ask.plan, ask.ports, (update) => pacer.take(update))
  pacer.watch(running)
  return { answer, running, ended: untilEnd(answer, pacer, running) }
}

async function untilEnd<Run extends { readonly runId: RunId }>(
  answer: LiveAnswer<Run>,
  pacer: FramePacer,
  running: RunningRun
): Promise<AnswerContent> {
  const result = await settled(running)
  pacer.close()
  await answer.settled()
  const outcome = answer.refusal ? ({ kind: 'failed', fault: answer.refusal } as const) : result.outcome
  return answer.finish(terminalFrame({ outcome, stats: result.stats }))
}

/** A defect of the engine must not leave an answer that never ends. */
async function settled(running: RunningRun): Promise<Pick<RunResult, 'outcome'> & { stats: StreamStats }> {
  try {
    return await running.result
  } catch (error) {
    return { outcome: { kind: 'failed', fault: faultOf(error) }, stats: running.stats() }
  }
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

/** What a stop for the end of the program leaves; one that was just ending by itself stays as it ended. */
export function interruptedByQuit(content: AnswerContent): AnswerContent {
  return content.state.phase === 'stopped' ? { ...content, state: { phase: 'interrupted', fault: null } } : content
}
