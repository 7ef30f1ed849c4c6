import type { FlushPolicy, Settings } from '../../shared/domain/settings'
import type { StreamStats } from '../../shared/domain/stats'
import type { FrameBody } from '../../shared/ipc/frames'
import type { Clock } from '../stream/ports'
import type { RunningRun, RunUpdate } from '../stream/run'
import { Coalescer } from '../stream/coalescer'
import type { Attention } from './frame-viewer'
import type { LiveAnswer } from './live-answer'

/** Live figures four times a second are as many as a person can read. */
const statsEveryMs = 250
/** Nobody reads along: bigger ticks cost less, and a view that joins is given everything anyway. */
const unwatchedWindowMs = 250
/** A hidden window paints nothing; what it was sent is there in one go when it is seen again. */
const attentionWindowMs: Readonly<Record<Attention, number>> = { focused: 0, beside: 66, hidden: 500 }
/** Whoever turns to a window sees it at full speed within this time. */
const lookEveryMs = 100
/** A long answer costs more to lay out; fifteen frames a second still look like writing. In UTF-16 units. */
const lengthWindows = [
  { longerThan: 600_000, windowMs: 66 },
  { longerThan: 150_000, windowMs: 33 }
]

type Counts = Pick<StreamStats, 'attempts' | 'chunks' | 'tokens'>

/** Decides when what a run produces goes on its way as one tick, and adds the live figures. */
export class FramePacer {
  private readonly policy: FlushPolicy
  private readonly coalescer: Coalescer
  private running: RunningRun | null = null
  private lastStatsMs = 0
  private lastNews: Counts = { attempts: 0, chunks: 0, tokens: 0 }
  private attention: Attention | null = null
  private lookedMs = Number.NEGATIVE_INFINITY
  private cancelTimer: () => void = () => undefined

  constructor(
    private readonly world: { readonly ports: { readonly clock: Clock }; readonly settings: () => Pick<Settings, 'flush'> },
    private readonly answer: Pick<LiveAnswer, 'take' | 'watched' | 'attention' | 'content'>
  ) {
    this.policy = world.settings().flush
    this.coalescer = new Coalescer(this.policy, world.ports.clock, (updates) => this.flush(updates))
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

  /** The first piece brings its figures along: a crash right after it leaves the time to the first token known. */
  private flush(updates: readonly RunUpdate[]): void {
    const isDue = this.statsDue() || this.lastNews.chunks === 0
    this.answer.take(isDue ? [...updates, ...this.stats()] : updates)
  }

  private stats(): readonly Extract<FrameBody, { type: 'run-usage' }>[] {
    if (!this.running) return []
    this.lastStatsMs = this.world.ports.clock.now()
    const stats = this.running.stats()
    if (!this.isNews(stats)) return [{ type: 'run-usage', stats }]
    this.lastNews = stats
    return [{ type: 'run-usage', stats, news: true }]
  }

  /** Told apart so that a crash costs no figures, and a long wait writes none. */
  private isNews({ attempts, chunks, tokens }: Counts): boolean {
    const last = this.lastNews
    return attempts !== last.attempts || chunks !== last.chunks || tokens !== last.tokens
  }

  private statsDue(): boolean {
    return this.world.ports.clock.now() - this.lastStatsMs >= statsEveryMs
  }

  /** While nothing arrives the waiting time still moves on; a view that is not there needs none of it. */
  private scheduleStats(): void {
    this.cancelTimer = this.world.ports.clock.after(statsEveryMs * 2, () => {
      if (this.statsDue() && (this.isSeen() || this.hasNews())) this.answer.take(this.stats())
      this.scheduleStats()
    })
  }

  private hasNews(): boolean {
    return this.running !== null && this.isNews(this.running.stats())
  }

  private isSeen(): boolean {
    return this.answer.watched && this.look() !== 'hidden'
  }

  /** A rule the person has chosen is kept exactly as long as any window shows the answer. */
  private windowMs(): number {
    if (!this.answer.watched) return unwatchedWindowMs
    if (this.policy.mode === 'chunks') return 0
    const { length } = this.answer.content.text
    const forLength = lengthWindows.find(({ longerThan }) => length > longerThan)?.windowMs ?? 0
    return Math.max(attentionWindowMs[this.look()], forLength)
  }

  /** Pieces come by the thousand, and each look asks the system for the state of its windows. */
  private look(): Attention {
    const nowMs = this.world.ports.clock.now()
    if (this.attention === null || nowMs - this.lookedMs >= lookEveryMs) {
      this.attention = this.answer.attention ?? 'hidden'
      this.lookedMs = nowMs
    }
    return this.attention
  }
}
