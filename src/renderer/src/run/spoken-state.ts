import type { AnswerState } from '../../../shared/domain/run'
import { m } from '../words'

/** What a screen reader is told of answers: that one starts and how it ends, never its words. */
export class SpokenState {
  #said = ''
  #wasLive = false

  /** The words once the answer at the end is in this phase; what was over before it was seen is not said. */
  after(phase: AnswerState['phase'] | undefined): string {
    const live = phase === 'waiting' || phase === 'streaming' || phase === 'retrying'
    // The words that are there already are not heard again, should the next answer end as the last one did.
    if (live && !this.#wasLive) this.#said = ''
    if (phase === 'streaming') this.#said = m.chat_said_started()
    else if (phase === 'retrying') this.#said = m.chat_said_retrying()
    else if (this.#wasLive && phase === 'ended') this.#said = m.chat_said_finished()
    else if (this.#wasLive && phase === 'stopped') this.#said = m.chat_said_stopped()
    else if (this.#wasLive && !live && phase !== undefined) this.#said = m.chat_said_fault()
    this.#wasLive = live
    return this.#said
  }
}
