import { joinSeam, type SeamJoin } from './join-seam'
import type { Clock } from './ports'
import { SeamHolder } from './seam-holder'

/** One case of a seam file: what was there, what the next attempt sent, and what a person should end up with. */
export interface SeamCase {
  readonly name: string
  readonly partial: string
  readonly continuation: string
  readonly expected: string
}

export interface SeamFailure {
  readonly name: string
  /** How the continuation arrived when it went wrong. */
  readonly delivery: string
  readonly expected: string
  readonly got: string
}

/** Joins a case as a whole and as the run does it, piece by piece; null when every way gives what is expected. */
export function checkSeam(seam: SeamCase): SeamFailure | null {
  const { name, partial, continuation, expected } = seam
  for (const [delivery, join] of DELIVERIES) {
    const got = partial + join(partial, continuation)
    if (got !== expected) return { name, delivery, expected, got }
  }
  return null
}

const DELIVERIES: readonly (readonly [string, (partial: string, continuation: string) => string])[] = [
  ['whole', (partial, continuation) => joinSeam(partial, continuation).rest],
  ['one character at a time', (partial, continuation) => held(partial, continuation, 1)],
  ['in pieces of seven', (partial, continuation) => held(partial, continuation, 7)]
]

function held(partial: string, continuation: string, size: number): string {
  let shown = ''
  const holder = new SeamHolder({
    partial,
    clock: STANDING_CLOCK,
    onJoin: (join: SeamJoin) => (shown += join.rest),
    onText: (text) => (shown += text)
  })
  for (let at = 0; at < continuation.length; at += size) holder.text(continuation.slice(at, at + size))
  holder.end()
  return shown
}

/** A clock on which no time passes, so that only length and end decide. */
const STANDING_CLOCK: Clock = { now: () => 0, wallMs: () => 0, after: () => () => undefined }
