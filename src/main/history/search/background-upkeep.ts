import { isIndexDamage } from './index-damage'
import type { IndexUpkeep } from './index-upkeep'

/** How long something new waits for more of it: the reply to what was written comes first. */
const WAKE_MS = 30
/** After the start everything else comes first; until then what is new is indexed, and nothing is compared. */
const CHECK_AFTER_MS = 10_000
/** Between two comparisons the thread is free. */
const CHECK_PAUSE_MS = 20
/** What a full disk refused is tried again after this long. */
const RETRY_MS = 30_000

/** Runs the upkeep of the index between the calls of the writer's thread. */
export class BackgroundUpkeep {
  private waking: NodeJS.Timeout | null = null
  private checking: NodeJS.Timeout | null = null
  private closed = false

  constructor(private readonly upkeep: IndexUpkeep) {
    this.wake()
    this.checkIn(CHECK_AFTER_MS)
  }

  /** To be called when something may have been written. */
  wake(inMs = WAKE_MS): void {
    // A thread that is ended in the middle of a statement takes the whole process with it: at the end nothing runs.
    if (this.closed) return
    this.waking ??= setTimeout(() => {
      this.waking = null
      this.guarded(() => {
        // Calls that have come meanwhile are answered first.
        if (this.upkeep.step()) this.wake(0)
      })
    }, inMs)
  }

  rebuild(): void {
    this.upkeep.rebuild()
    this.wake(0)
  }

  close(): void {
    this.closed = true
    if (this.waking) clearTimeout(this.waking)
    if (this.checking) clearTimeout(this.checking)
  }

  private checkIn(ms: number): void {
    this.checking = setTimeout(() => {
      this.guarded(() => {
        if (this.upkeep.check()) this.checkIn(CHECK_PAUSE_MS)
        this.wake()
      })
    }, ms)
  }

  private guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      // Neither is a reason to end the thread that keeps the answers.
      if (isIndexDamage(error)) this.rebuild()
      else this.wake(RETRY_MS)
    }
  }
}
