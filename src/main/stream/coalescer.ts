import type { FlushPolicy } from '../../shared/domain/settings'
import type { Clock } from './ports'
import type { RunUpdate } from './run'

/** One display frame at 60 Hz, in whole milliseconds: nothing is seen sooner. */
export const FRAME_MS = 16

/**
 * Gathers what a run produces into ticks. A tick is due one display frame after the last one, or, by the rule of N
 * chunks or T milliseconds, when either has gathered since the last one. The first piece of the answer goes at once.
 */
export class Coalescer {
  #pending: RunUpdate[] = []
  #chunks = 0
  #hasNote = false
  #sawPiece = false
  #lastFlushMs = Number.NEGATIVE_INFINITY
  #windowMs = 0
  #dueMs = 0
  #cancel: (() => void) | null = null

  constructor(
    private readonly policy: FlushPolicy,
    private readonly clock: Clock,
    private readonly flush: (updates: readonly RunUpdate[]) => void
  ) {}

  /** The least time between two ticks. A rule of N or T is kept exactly up to T; only a wider window overrides it. */
  setWindowMs(windowMs: number): void {
    this.#windowMs = windowMs
  }

  add(update: RunUpdate): void {
    this.#append(update)
    const isFirst = update.type !== 'run-note' && !this.#sawPiece
    if (update.type === 'run-note') this.#hasNote = true
    else {
      this.#sawPiece = true
      this.#chunks++
    }
    if (isFirst) this.#flushNow()
    else this.#schedule(this.#lastFlushMs + this.#intervalMs())
  }

  /** The end goes at once. */
  close(): void {
    this.#flushNow()
  }

  #intervalMs(): number {
    if (this.policy.mode === 'frame') return Math.max(FRAME_MS, this.#windowMs)
    if (this.#windowMs > this.policy.ms) return this.#windowMs
    const isDue = this.#chunks >= this.policy.chunks || this.#hasNote
    return isDue ? FRAME_MS : Math.max(FRAME_MS, this.policy.ms)
  }

  #schedule(dueMs: number): void {
    const leftMs = dueMs - this.clock.now()
    if (leftMs <= 0) {
      this.#flushNow()
      return
    }
    if (this.#cancel && this.#dueMs <= dueMs) return
    this.#cancel?.()
    this.#dueMs = dueMs
    this.#cancel = this.clock.after(leftMs, () => this.#flushNow())
  }

  #flushNow(): void {
    this.#cancel?.()
    this.#cancel = null
    if (this.#pending.length === 0) return
    const updates = this.#pending
    this.#pending = []
    this.#chunks = 0
    this.#hasNote = false
    this.#lastFlushMs = this.clock.now()
    this.flush(updates)
  }

  #append(update: RunUpdate): void {
    const last = this.#pending.at(-1)
    const merged = last && merge(last, update)
    if (merged) this.#pending[this.#pending.length - 1] = merged
    else this.#pending.push(update)
  }
}

/** Two neighbours of the same kind as one; null where they have to stay apart. */
function merge(last: RunUpdate, next: RunUpdate): RunUpdate | null {
  if (last.type === 'tool-delta' && next.type === 'tool-delta') {
    return last.index === next.index ? { ...last, ...next, arguments: last.arguments + next.arguments } : null
  }
  if (last.type === 'run-note' || next.type === 'run-note') return null
  if (last.type === 'tool-delta' || next.type === 'tool-delta' || last.type !== next.type) return null
  return { type: last.type, text: last.text + next.text }
}
