import { assertNever } from '../../../shared/assert-never'
import type { AnswerState, Finish } from '../../../shared/domain/run'
import { m } from '../words'

/** The state of an answer in a word or two. */
export function stateWord(state: AnswerState): string {
  switch (state.phase) {
    case 'waiting':
      return m.stats_waiting()
    case 'streaming':
      return m.stats_streaming()
    case 'retrying':
      return m.stats_retrying()
    case 'ended':
      return finishWord(state.finish)
    case 'stopped':
      return m.stats_stopped()
    case 'interrupted':
      return m.stats_interrupted()
    case 'failed':
      return m.stats_failed()
    default:
      return assertNever(state)
  }
}

function finishWord(finish: Finish): string {
  switch (finish) {
    case 'stop':
      return m.stats_done()
    case 'length':
      return m.stats_cut()
    case 'tool_calls':
      return m.stats_tools()
    case 'content_filter':
      return m.stats_filtered()
    default:
      return assertNever(finish)
  }
}
