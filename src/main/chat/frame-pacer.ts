import type { RunningRun, RunUpdate } from '../stream/run'
import { Coalescer } from '../stream/coalescer'
import type { ChatWorld } from './chat-world'
import type { LiveAnswer } from './live-answer'

/** Live figures four times a second are as many as a person can read. */
const statsEveryMs = 250
/** Nobody reads along: bigger ticks cost less, and a view that joins is given everything anyway. */
const unwatchedWindowMs = 250
/** A long answer costs more to lay out; fifteen frames a second still look like writing. */
const longAnswerLength = 200_000
const longAnswerWindowMs = 64

/** Decides when what a run produces goes on its way as one tick, and adds the live figures. */
export class FramePacer {
  private readonly coalescer: Coalescer
  private running: RunningRun | null = null
  private lastStatsMs = 0
  private cancelTimer: () => void = () => undefined

  constructor(
    private readonly world: Pick<ChatWorld, 'ports' | 'settings'>,
    private readonly answer: LiveAnswer
  ) {
    const policy = world.settings().flush
    this.coalescer = new Coalescer(policy, world.ports.clock, (updates) => this.flush(updates))
    this.scheduleStats()
  }

  take(update: RunUpdate): void {
    this.coalescer.setWindowMs(this.windowMs())
    this.coalescer.add(update)
  }

  watch(running: RunningRun): void {
    this.running = running
  }

  /** Sends what has gathered and stops the clock. */
  close(): void {
    this.cancelTimer()
    this.coalescer.close()
  }

  private flush(updates: readonly RunUpdate[]): void {
    this.answer.take(this.statsDue() ? [...updates, ...this.stats()] : updates)
  }

  private stats(): { type: 'run-usage'; stats: ReturnType<RunningRun['stats']> }[] {
    if (!this.running) return []
    this.lastStatsMs = this.world.ports.clock.now()
    return [{ type: 'run-usage', stats: this.running.stats() }]
  }

  private statsDue(): boolean {
    return this.world.ports.clock.now() - this.lastStatsMs >= statsEveryMs
  }

  /** While nothing arrives the waiting time still moves on; a view that is not there needs none of it. */
  private scheduleStats(): void {
    this.cancelTimer = this.world.ports.clock.after(statsEveryMs * 2, () => {
      if (this.statsDue() && this.answer.watched) this.answer.take(this.stats())
      this.scheduleStats()
    })
  }

  private windowMs(): number {
    if (!this.answer.watched) return unwatchedWindowMs
    return this.answer.content.text.length > longAnswerLength ? longAnswerWindowMs : 0
  }
}
