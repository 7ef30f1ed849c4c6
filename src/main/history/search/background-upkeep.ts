import { isIndexDamage } from './index-damage'
import type { Wipe } from '../wipe'
import type { IndexUpkeep } from './index-upkeep'

/** How long something new waits for more of it: the reply to what was written comes first. */
const WAKE_MS = 30
/** After the start everything else comes first; until then what is new is indexed, and nothing is compared. */
const CHECK_AFTER_MS = 10_000
/** Between two comparisons the thread is free. */
const CHECK_PAUSE_MS = 20
/** Once nothing new has come for so long, parts of the index are merged, a little at a time. */
const MERGE_AFTER_MS = 2_000
const MERGE_PAUSE_MS = 10
/** Several removals one after the other are one piece of work. */
const WIPE_AFTER_MS = { quick: 5_000, long: 10 * 60_000 }
/** What a full disk refused is tried again after this long. */
const RETRY_MS = 30_000

/** Runs the upkeep of the index between the calls of the writer's thread. */
export class BackgroundUpkeep {
  private waking: NodeJS.Timeout | null = null
  private wiping: NodeJS.Timeout | null = null
  private checking: NodeJS.Timeout | null = null
  private merging: NodeJS.Timeout | null = null
  private closed = false

  constructor(
    private readonly upkeep: Pick<IndexUpkeep, 'step' | 'check' | 'merge' | 'rebuild'>,
    private readonly wipe: Pick<Wipe, 'want' | 'step' | 'isLong'>
  ) {
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
        else this.mergeIn(MERGE_AFTER_MS)
      })
    }, inMs)
  }

  /** To be called before something is removed for good: its words go out of the file once there is time. */
  willRemove(): void {
    this.wipe.want()
    if (this.wiping) clearTimeout(this.wiping)
    this.wipeIn(this.wipe.isLong ? WIPE_AFTER_MS.long : WIPE_AFTER_MS.quick)
  }

  rebuild(): void {
    this.upkeep.rebuild()
    this.wake(0)
  }

  close(): void {
    this.closed = true
    if (this.waking) clearTimeout(this.waking)
    if (this.checking) clearTimeout(this.checking)
    if (this.wiping) clearTimeout(this.wiping)
    if (this.merging) clearTimeout(this.merging)
  }

  private mergeIn(ms: number): void {
    if (this.merging) clearTimeout(this.merging)
    this.merging = setTimeout(() => {
      this.guarded(() => {
        if (this.upkeep.merge()) this.mergeIn(MERGE_PAUSE_MS)
      })
    }, ms)
  }

  private wipeIn(ms: number): void {
    if (this.closed) return
    this.wiping = setTimeout(() => {
      this.wiping = null
      // What is refused, as by a full disk, is tried again later.
      const hasMore = this.guarded(() => this.wipe.step())
      if (hasMore !== false) this.wipeIn(hasMore === null ? RETRY_MS : CHECK_PAUSE_MS)
    }, ms)
  }

  private checkIn(ms: number): void {
    this.checking = setTimeout(() => {
      this.guarded(() => {
        if (this.upkeep.check()) this.checkIn(CHECK_PAUSE_MS)
        this.wake()
      })
    }, ms)
  }

  /** Null when it has failed. */
  private guarded<T>(work: () => T): T | null {
    try {
      return work()
    } catch (error) {
      // Neither is a reason to end the thread that keeps the answers.
      if (isIndexDamage(error)) this.rebuild()
      else this.wake(RETRY_MS)
      return null
    }
  }
}
