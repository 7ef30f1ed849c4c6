import type { Attempt } from '../../shared/domain/run'
import type { FrameBody } from '../../shared/ipc/frames'

/** Follows the frames of a run, and knows the attempt that has not come to its end. */
export class UnfinishedAttempt {
  #attempt: Attempt | null = null
  #started: Pick<Attempt, 'number' | 'way' | 'startedAtMs'> | null = null

  take(frame: FrameBody): void {
    if (frame.type === 'run-note' && frame.note.kind === 'attempt-started') {
      const { attempt: number, way, startedAtMs } = frame.note
      this.#started = { number, way, startedAtMs }
    } else if (frame.type === 'run-note' && frame.note.kind === 'attempt-ended') {
      this.#started = null
      this.#attempt = null
    } else if (frame.type === 'run-usage' && this.#started) {
      this.#attempt = { ...this.#started, stats: { ...frame.stats, tokensPerSecondNow: null }, fault: null }
    }
  }

  /** With the last figures that came; null where none did. */
  get attempt(): Attempt | null {
    return this.#attempt
  }
}
