import { setTimeout as wait } from 'node:timers/promises'
import { openControl } from '../provider-server/control'
import type { AskEngine, AskInProgress } from './ask-engine'

/** How soon after Stop the server has to see the connection close, on a machine that has time. */
const CLOSE_WITHIN_MS = 100
/** After this a connection counts as left open. */
const CLOSE_LIMIT_MS = 5_000

export interface Stopped {
  readonly atMs: number
  /** How long a bare connection from the same process took, from its opening to its close, at that moment. */
  readonly lateMs: Promise<number>
}

/** Stops in one moment with a control. */
export async function stopNow(asking: AskInProgress, engine: AskEngine): Promise<Stopped> {
  const control = await openControl()
  const atMs = performance.now()
  asking.stop(control.port)
  const seenAtMs = engine.touchesControl ? inTime(control.seenAtMs) : Promise.resolve(Number.POSITIVE_INFINITY)
  const lateMs = seenAtMs.then((seen) => seen - atMs).finally(() => control.close())
  return { atMs, lateMs }
}

/** A connection that stays open is a problem on any machine; a slow close is one where the control was quick. */
export async function lateToClose(closedAtMs: Promise<number>, { atMs, lateMs }: Stopped): Promise<string[]> {
  const tookMs = (await inTime(closedAtMs)) - atMs
  const allowedMs = CLOSE_WITHIN_MS + (await lateMs)
  const isSeen = Number.isFinite(tookMs) && tookMs <= allowedMs
  return isSeen ? [] : [`closed ${tookMs} ms after Stop, not within ${allowedMs} ms`]
}

/** Infinity where the moment does not come. */
export function inTime(moment: Promise<number>): Promise<number> {
  return Promise.race([moment, wait(CLOSE_LIMIT_MS, Number.POSITIVE_INFINITY, { ref: false })])
}
