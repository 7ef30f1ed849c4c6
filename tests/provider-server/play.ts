import { setTimeout as wait } from 'node:timers/promises'
import type { CaseAnswer } from './case'
import { compressed } from './compress'
import { inPackets, script, type Step } from './script'

/** One response on the wire, over whichever protocol. */
export interface Wire {
  /** Resolves once the bytes are with the system; the head goes out with the first of them at the latest. */
  write(bytes: Buffer): Promise<void>
  /** Sends the head if it has not gone out yet. */
  head(): void
  end(): Promise<void>
  reset(): void
  goaway(code: string): void
  rstStream(code: string): void
  /** Resolves when the connection or stream is closed, by whom ever. */
  readonly closed: Promise<void>
}

/** Long enough for the bytes before to be read on their own, also on a busy machine. */
const BETWEEN_PACKETS_MS = 4

/** A break right behind the last bytes makes clients drop what they have not read yet; that is not what is tested. */
const BEFORE_BREAK_MS = 100

/**
 * Chromium empties a response for up to five seconds, so as to use its connection again, when it is aborted between
 * reading the head and asking for the body: a moment of about a millisecond that a Stop right behind the head hits.
 * Nothing outside shows when it is over.
 */
const BEFORE_STOP_MS = 100

export async function stepsOf(answer: CaseAnswer): Promise<Step[]> {
  const plain = script(answer.body ?? '')
  const steps = answer.bodyEncoding ? await compressed(plain, answer.bodyEncoding) : plain
  const chunkBytes = answer.delivery?.chunkBytes
  return chunkBytes === undefined ? steps : inPackets(steps, chunkBytes)
}

/** Plays the steps until they end or the other side closes. `cancelHere` is told that it is time to press Stop. */
export async function play(steps: readonly Step[], wire: Wire, cancelHere: () => void): Promise<void> {
  let open = true
  const closed = wire.closed.then(() => {
    open = false
  })
  // A reset before any byte leaves no head either; any other case begins with one.
  if (steps[0]?.kind !== 'reset') wire.head()
  for (const step of steps) {
    if (!open) return
    const goesOn = await playStep(step, wire, closed, cancelHere)
    if (!goesOn) return
  }
  await wire.end()
}

async function playStep(step: Step, wire: Wire, closed: Promise<void>, cancelHere: () => void): Promise<boolean> {
  switch (step.kind) {
    case 'bytes':
      await Promise.race([wire.write(step.bytes), closed])
      return true
    case 'pause':
      await pause(step.ms, closed)
      return true
    case 'split':
      await pause(BETWEEN_PACKETS_MS, closed)
      return true
    case 'reset':
      await pause(BEFORE_BREAK_MS, closed)
      wire.reset()
      return false
    case 'stall':
      await closed
      return false
    case 'client-cancel':
      await pause(BEFORE_STOP_MS, closed)
      cancelHere()
      await closed
      return false
    case 'goaway':
      await pause(BEFORE_BREAK_MS, closed)
      wire.goaway(step.code)
      return step.code === 'NO_ERROR' || step.code === '0'
    case 'rst-stream':
      await pause(BEFORE_BREAK_MS, closed)
      wire.rstStream(step.code)
      return false
  }
}

async function pause(ms: number, closed: Promise<void>): Promise<void> {
  const ended = new AbortController()
  const timer = wait(ms, undefined, { signal: ended.signal }).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error
  })
  await Promise.race([timer, closed])
  ended.abort()
}
