import type { AttemptWay } from '../../shared/domain/run'
import type { Finish } from '../../shared/domain/run'
import type { StreamStats, Usage } from '../../shared/domain/stats'
import type { TimeLimits } from '../../shared/domain/provider'
import type { Fault } from '../../shared/fault'
import type { FrameBody } from '../../shared/ipc/frames'
import type { Clock, HttpRequest, Network, Send } from './ports'

/** A run as the caller wants it: where the requests come from and how long to be patient. */
export interface RunPlan {
  /** Builds the request of an attempt; `partial` is the text so far when the way is `continue`. */
  request(way: AttemptWay, partial: string): Promise<HttpRequest>
  /** Called when an attempt is refused before any delta; true means: the request has changed, send it again at once. */
  adapt(fault: Fault): boolean
  readonly limits: TimeLimits
  readonly maxRetries: number
  /** Text of an answer that this run goes on from; empty for a new answer. */
  readonly goesOnFrom: string
}

export interface RunPorts {
  readonly send: Send
  readonly clock: Clock
  readonly network: Network
  /** 0 <= x < 1, for the jitter. */
  readonly random: () => number
  /** Counts tokens off the main thread; `add` is cheap, `count` is what has been counted so far. */
  readonly tokens: TokenMeter
}

export interface TokenMeter {
  /** A new count for one attempt. */
  start(): AttemptTokens
}

export interface AttemptTokens {
  add(text: string): void
  /** Tokens counted so far; lags behind `add`. */
  readonly count: number
  /** The final count, once everything added has been counted (or after 500 ms, whatever has). */
  settle(): Promise<number>
  close(): void
}

/** What a run produces: frame bodies without `run-start`, `run-usage` and the terminal frame, which the caller adds. */
export type RunUpdate = Extract<
  FrameBody,
  { type: 'text-delta' | 'reasoning-delta' | 'refusal-delta' | 'tool-delta' | 'run-note' }
>

export type RunOutcome =
  | { readonly kind: 'ended'; readonly finish: Finish; readonly rawFinish: string }
  | { readonly kind: 'stopped' }
  /** The stream broke after text and no attempt is left. */
  | { readonly kind: 'interrupted'; readonly fault: Fault }
  | { readonly kind: 'failed'; readonly fault: Fault }

export interface RunResult {
  readonly outcome: RunOutcome
  /** Over all attempts: counts added up, times of the last attempt, elapsed since the first. */
  readonly stats: StreamStats
  readonly usage: Usage | null
  /** The provider's own word for the end, also where it names a failure; empty when it gave none. */
  readonly rawFinish: string
  readonly skippedEvents: number
}

/** A run that is going on. */
export interface RunningRun {
  readonly result: Promise<RunResult>
  /** Figures of the current attempt, for live display. */
  stats(): StreamStats
  /** Freezes the answer where it is and closes the socket. */
  stop(): void
  /** Ends the wait before the next attempt. */
  retryNow(): void
}
