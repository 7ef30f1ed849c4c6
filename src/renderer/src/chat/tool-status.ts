import type { ToolResult } from '../../../shared/domain/message'
import { isLive, type AnswerState } from '../../../shared/domain/run'
import { assertNever } from '../../../shared/assert-never'
import { m } from '../words'

export type ToolStatus = 'writing' | 'waiting' | 'running' | 'ran' | 'refused' | 'failed' | 'not-run'

/** Where a called tool stands. `isLast`: nothing follows the answer that called it. */
export function toolStatus(
  state: AnswerState,
  result: ToolResult | undefined,
  isWaiting: boolean,
  isLast: boolean
): ToolStatus {
  if (result) return result.outcome
  if (isLive(state)) return 'writing'
  if (isWaiting) return 'waiting'
  return isLast && state.phase === 'ended' && state.finish === 'tool_calls' ? 'running' : 'not-run'
}

export function toolStatusWord(status: ToolStatus): string {
  switch (status) {
    case 'writing':
      return m.chat_tool_writing()
    case 'waiting':
      return m.chat_tool_waiting()
    case 'running':
      return m.chat_tool_running()
    case 'ran':
      return m.chat_tool_ran()
    case 'refused':
      return m.chat_tool_refused()
    case 'failed':
      return m.chat_tool_failed()
    case 'not-run':
      return m.chat_tool_not_run()
    default:
      return assertNever(status)
  }
}

/** Arguments up to this length read best on one line. */
const ONE_LINE = 72

/** The arguments laid out for reading once they are whole, as written until then. */
export function readableArguments(written: string): string {
  if (written.length <= ONE_LINE) return written
  try {
    return JSON.stringify(JSON.parse(written), null, 2)
  } catch (error) {
    // Not JSON yet, or never: what the model wrote is shown as it is.
    if (error instanceof SyntaxError) return written
    throw error
  }
}
