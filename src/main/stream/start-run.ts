import type { Attempt, AttemptWay } from '../../shared/domain/run'
import type { StreamStats, Usage } from '../../shared/domain/stats'
import { isRetryable, type Fault } from '../../shared/fault'
import { nextWay, waitBefore } from './retry-policy'
import { RetryWait } from './retry-wait'
import type { RunningRun, RunOutcome, RunPlan, RunPorts, RunResult, RunUpdate } from './run'
import { EMPTY_STATS, totalStats } from './stream-meter'
import { TrackedAttempt, type TrackedAttemptEnd } from './tracked-attempt'

/** Starts a run: attempts, waits and joins until the answer is there, the person stops it, or no attempt is left. */
export function startRun(plan: RunPlan, ports: RunPorts, onUpdate: (update: RunUpdate) => void): RunningRun {
  const run = new Run(plan, ports, onUpdate)
  return {
    result: run.result(),
    stats: () => run.stats(),
    stop: () => run.stop(),
    retryNow: () => run.retryNow()
  }
}

class Run {
  readonly #stop = new AbortController()
  readonly #startedMs: number
  readonly #attempts: Attempt[] = []
  #text: string
  #refused = false
  #skippedEvents = 0
  #usage: Usage | null = null
  #rawFinish = ''
  #current: TrackedAttempt | null = null
  #wait: RetryWait | null = null
  /** When the last fault was; the start of the run before there was one. */
  #brokenMs: number

  constructor(
    private readonly plan: RunPlan,
    private readonly ports: RunPorts,
    private readonly onUpdate: (update: RunUpdate) => void
  ) {
    this.#text = plan.goesOnFrom
    this.#startedMs = ports.clock.now()
    this.#brokenMs = this.#startedMs
  }

  stats(): StreamStats {
    return this.#current?.stats() ?? EMPTY_STATS
  }

  stop(): void {
    this.#stop.abort()
  }

  retryNow(): void {
    this.#wait?.now()
  }

  async result(): Promise<RunResult> {
    // The caller holds the running run before the first update reaches it.
    await Promise.resolve()
    const outcome = await this.#untilOutcome()
    const elapsedMs = this.ports.clock.now() - this.#startedMs
    const stats = totalStats(this.#attempts.map((attempt) => attempt.stats), elapsedMs)
    return { outcome, stats, usage: this.#usage, rawFinish: this.#rawFinish, skippedEvents: this.#skippedEvents }
  }

  async #untilOutcome(): Promise<RunOutcome> {
    let way: AttemptWay | null = this.#text === '' ? 'first' : 'continue'
    for (let number = 1; ; number++) {
      if (this.#stop.signal.aborted) return { kind: 'stopped' }
      const { verdict } = await this.#attempt(number, way)
      if (verdict.kind === 'stopped') return verdict
      if (verdict.kind === 'finished') return { kind: 'ended', finish: verdict.finish, rawFinish: verdict.rawFinish }
      way = this.#wayAfter(verdict.fault, number)
      if (way === null) return this.#givenUp(verdict.fault)
      await this.#waitFor(verdict.fault, number, way)
    }
  }

  async #attempt(number: number, way: AttemptWay): Promise<TrackedAttemptEnd> {
    const attempt = new TrackedAttempt({
      plan: this.plan,
      ports: this.ports,
      stop: this.#stop.signal,
      number,
      way,
      partial: this.#text,
      skippedBefore: this.#skippedEvents,
      brokenMs: this.#brokenMs,
      onUpdate: this.onUpdate
    })
    this.#current = attempt
    const end = await attempt.run()
    this.#brokenMs = this.ports.clock.now()
    this.#attempts.push(end.attempt)
    this.#text += end.text
    this.#refused ||= end.refused
    this.#skippedEvents += end.skippedEvents
    this.#usage = end.usage ?? this.#usage
    this.#rawFinish = end.verdict.kind === 'stopped' ? '' : end.verdict.rawFinish
    return end
  }

  #wayAfter(fault: Fault, attempt: number): AttemptWay | null {
    const { maxRetries } = this.plan
    return nextWay({ fault, attempt, maxRetries, text: this.#text, refused: this.#refused })
  }

  #givenUp(fault: Fault): RunOutcome {
    return { kind: isRetryable(fault) && this.#text !== '' ? 'interrupted' : 'failed', fault }
  }

  async #waitFor(fault: Fault, failed: number, way: AttemptWay): Promise<void> {
    const waitMs = waitBefore(fault, failed, this.ports.random)
    const of = this.plan.maxRetries + 1
    this.#wait = new RetryWait({
      clock: this.ports.clock,
      network: this.ports.network,
      waitMs,
      stop: this.#stop.signal,
      onSchedule: (atMs) => {
        const retry = { attempt: failed + 1, of, waitMs, atMs, way, fault }
        this.onUpdate({ type: 'run-note', note: { kind: 'retry-scheduled', retry } })
      }
    })
    await this.#wait.run()
    this.#wait = null
  }
}
