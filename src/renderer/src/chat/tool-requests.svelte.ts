import type { MessageId } from '../../../shared/domain/ids'
import type { ToolRequest } from '../../../shared/ipc/events'
import { call, on } from '../bridge'

/** The tool calls that wait for the person's yes, as main lists them. */
export class ToolRequests {
  #waiting = $state.raw<readonly ToolRequest[]>([])

  /** Returns the way to stop. */
  follow(): () => void {
    let heard = false
    const stop = on('tools:asked', (waiting) => {
      heard = true
      this.#waiting = waiting
    })
    void call('tools:waiting', {}).then((reply) => {
      if (reply.ok && !heard) this.#waiting = reply.value
    })
    return stop
  }

  isWaiting(answerId: MessageId, callId: string): boolean {
    return this.#waiting.some((request) => request.answerId === answerId && request.callId === callId)
  }
}
