import type { Finish } from '../../shared/domain/run'
import type { FaultKind } from '../../shared/fault'
import type { RunResult } from './run'

/** How an answer ended, in the words of results printed for programs. */
export type FinishWord = Finish | 'cancelled' | 'incomplete' | 'error'

/** Faults of the way the answer took, not of what the provider said. */
const BROKEN_WAY: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'truncated',
  'network_reset',
  'unreachable',
  'tls',
  'decode',
  'timeout_connect',
  'timeout_first_byte',
  'timeout_idle'
])

/** `incomplete`: the stream broke after something of the answer had come; `error`: the provider or the app refused. */
export function finishWord(result: Pick<RunResult, 'outcome' | 'stats'>): FinishWord {
  const { outcome, stats } = result
  switch (outcome.kind) {
    case 'ended':
      return outcome.finish
    case 'stopped':
      return 'cancelled'
    case 'interrupted':
    case 'failed': {
      const arrived = stats.chunks > 0 || outcome.fault.kind === 'truncated'
      return arrived && BROKEN_WAY.has(outcome.fault.kind) ? 'incomplete' : 'error'
    }
  }
}
