import { askResult, type AskResult } from '../../src/main/cli/ask-result'
import type { RunOutcome } from '../../src/main/stream/run'
import { totalStats } from '../../src/main/stream/stream-meter'
import { copyContent } from '../../src/shared/answer-content'
import type { Answer } from '../../src/shared/domain/message'
import type { AnswerState } from '../../src/shared/domain/run'

/** What an answer that is over would have said as the result of `ask`, so that one judge serves both. */
export function storedResult(answer: Answer): AskResult {
  const stats = answer.attempts.map((attempt) => attempt.stats)
  const elapsedMs = stats.reduce((sum, one) => sum + one.elapsedMs, 0)
  return askResult(copyContent(answer), {
    outcome: outcomeOf(answer.state),
    stats: totalStats(stats, elapsedMs),
    // Not part of what is stored.
    usage: null,
    rawFinish: answer.state.phase === 'ended' ? answer.state.rawFinish : '',
    skippedEvents: answer.skippedEvents
  })
}

function outcomeOf(state: AnswerState): RunOutcome {
  switch (state.phase) {
    case 'ended':
      return { kind: 'ended', finish: state.finish, rawFinish: state.rawFinish }
    case 'stopped':
      return { kind: 'stopped' }
    case 'failed':
      return { kind: 'failed', fault: state.fault }
    case 'interrupted':
      if (state.fault) return { kind: 'interrupted', fault: state.fault }
      throw new Error('the app ended before the answer did')
    case 'waiting':
    case 'streaming':
    case 'retrying':
      throw new Error(`the answer is still ${state.phase}`)
  }
}
