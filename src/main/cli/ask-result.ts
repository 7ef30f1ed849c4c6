import type { GrowingContent } from '../../shared/answer-content'
import type { ToolCall } from '../../shared/domain/run'
import type { StreamStats, Usage } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import { finishWord, type FinishWord } from '../stream/finish-word'
import type { RunResult } from '../stream/run'

/** The last line of `ask --json`. */
export interface AskResult {
  readonly type: 'result'
  readonly text: string
  readonly reasoning: string
  readonly refusal: string
  readonly toolCalls: readonly ToolCall[]
  readonly finish: FinishWord
  /** The provider's own word; empty when it gave none. */
  readonly rawFinish: string
  readonly fault: Fault | null
  readonly usage: Usage | null
  /** Events of the stream that could not be understood and were skipped. */
  readonly warnings: number
  readonly stats: AskStats
}

export type AskStats = Pick<
  StreamStats,
  'chunks' | 'tokens' | 'tokensExact' | 'firstTokenMs' | 'elapsedMs' | 'tokensPerSecond' | 'longestStallMs' | 'attempts'
>

export function askResult(content: GrowingContent, result: RunResult): AskResult {
  const { outcome, usage, skippedEvents, stats } = result
  return {
    type: 'result',
    // A refusal has to be visible, not an empty answer.
    text: content.text || content.refusal,
    reasoning: content.reasoning,
    refusal: content.refusal,
    toolCalls: content.toolCalls.filter((call) => call.name !== ''),
    finish: finishWord(result),
    rawFinish: result.rawFinish,
    fault: 'fault' in outcome ? inResultWords(outcome.fault) : null,
    usage,
    warnings: skippedEvents,
    stats: roundedStats(stats)
  }
}

/** Results know one word for a server that says nothing, whether it sent its headers or not. */
function inResultWords(fault: Fault): Fault {
  return fault.kind === 'timeout_connect' ? { ...fault, kind: 'timeout_first_byte' } : fault
}

function roundedStats(stats: StreamStats): AskStats {
  return {
    chunks: stats.chunks,
    tokens: stats.tokens,
    tokensExact: stats.tokensExact,
    firstTokenMs: stats.firstTokenMs === null ? null : tenth(stats.firstTokenMs),
    elapsedMs: tenth(stats.elapsedMs),
    tokensPerSecond: stats.tokensPerSecond === null ? null : tenth(stats.tokensPerSecond),
    longestStallMs: tenth(stats.longestStallMs),
    attempts: stats.attempts
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
