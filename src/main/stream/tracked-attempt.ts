import type { Attempt, AttemptWay } from '../../shared/domain/run'
import type { StreamStats, Usage } from '../../shared/domain/stats'
import { faultOf } from '../fault-error'
import type { Piece } from './answer-reader'
import { runAttempt, type AttemptEnd } from './attempt'
import type { SeamJoin } from './join-seam'
import type { HttpRequest } from './ports'
import type { AttemptTokens, RunPlan, RunPorts, RunUpdate } from './run'
import { SeamHolder } from './seam-holder'
import { StreamMeter } from './stream-meter'
import { untilAborted } from './until-aborted'

export interface TrackedAttemptOptions {
  readonly plan: RunPlan
  readonly ports: RunPorts
  readonly stop: AbortSignal
  /** Counted from 1. */
  readonly number: number
  readonly way: AttemptWay
  /** The answer's text before this attempt. */
  readonly partial: string
  /** Events skipped by earlier attempts. */
  readonly skippedBefore: number
  /** When the fault was that this attempt gets past, on the clock. */
  readonly brokenMs: number
  onUpdate(update: RunUpdate): void
}

export interface TrackedAttemptEnd {
  readonly verdict: AttemptEnd['verdict']
  readonly attempt: Attempt
  /** What this attempt added to the answer's text. */
  readonly text: string
  readonly refused: boolean
  readonly usage: Usage | null
  readonly skippedEvents: number
}

/** A request may be changed and sent again so often within one attempt; each change concerns another parameter. */
const MAX_ADAPTATIONS = 4

/** One attempt of a run with its notes, its figures and its seam. */
export class TrackedAttempt {
  readonly #meter: StreamMeter
  readonly #tokens: AttemptTokens
  readonly #seam: SeamHolder | null
  readonly #startedAtMs: number
  #added = ''
  #refused = false

  constructor(private readonly options: TrackedAttemptOptions) {
    const { ports, number, partial } = options
    this.#tokens = ports.tokens.start()
    this.#meter = new StreamMeter(ports.clock, this.#tokens, number)
    this.#startedAtMs = ports.clock.wallMs()
    this.#seam =
      partial === ''
        ? null
        : new SeamHolder({
            partial,
            clock: ports.clock,
            onJoin: (join) => this.#join(join),
            onText: (text) => this.#giveText(text)
          })
  }

  stats(): StreamStats {
    return this.#meter.stats()
  }

  async run(): Promise<TrackedAttemptEnd> {
    const { number, way, stop, onUpdate, skippedBefore } = this.options
    const startedAtMs = this.#startedAtMs
    onUpdate({ type: 'run-note', note: { kind: 'attempt-started', attempt: number, way, startedAtMs } })
    const { verdict, usage, skippedEvents } = await this.#send()
    // Stop freezes the answer where it is; what is held back has never been shown.
    if (stop.aborted) this.#seam?.close()
    else this.#seam?.end()
    await this.#closeBooks(usage)
    if (skippedEvents > 0) {
      onUpdate({ type: 'run-note', note: { kind: 'events-skipped', total: skippedBefore + skippedEvents } })
    }
    const fault = verdict.kind === 'fault' ? verdict.fault : null
    const attempt: Attempt = { number, way, startedAtMs, stats: this.stats(), fault }
    onUpdate({ type: 'run-note', note: { kind: 'attempt-ended', attempt } })
    return { verdict, attempt, text: this.#added, refused: this.#refused, usage, skippedEvents }
  }

  /** Sends the request, and once more for each change that the refused one taught. */
  async #send(): Promise<AttemptEnd> {
    const { plan, ports, stop } = this.options
    for (let adaptations = 0; ; adaptations++) {
      const request = await this.#request()
      if ('verdict' in request) return request
      this.#meter.sent()
      const end = await runAttempt(request, plan.limits, stop, {
        send: ports.send,
        clock: ports.clock,
        network: ports.network,
        onPiece: (piece) => this.#take(piece),
        onChunk: () => this.#meter.delta(),
        makeCallId: () => callId(ports.random)
      })
      const { verdict } = end
      // Only a response that was refused as a whole has a status; nothing of an answer came with it.
      const wasRefused = verdict.kind === 'fault' && verdict.fault.httpStatus !== undefined
      if (!wasRefused || adaptations === MAX_ADAPTATIONS || !plan.adapt(verdict.fault)) return end
    }
  }

  async #request(): Promise<HttpRequest | AttemptEnd> {
    const { plan, way, partial, stop } = this.options
    try {
      return await untilAborted(plan.request(way, partial), stop)
    } catch (error) {
      const verdict: AttemptEnd['verdict'] = stop.aborted
        ? { kind: 'stopped' }
        : { kind: 'fault', fault: faultOf(error), rawFinish: '' }
      return { verdict, usage: null, skippedEvents: 0 }
    }
  }

  #take(piece: Piece): void {
    this.#tokens.add(piece.type === 'tool-delta' ? (piece.name ?? '') + piece.arguments : piece.text)
    if (piece.type === 'text-delta') {
      if (this.#seam) this.#seam.text(piece.text)
      else this.#giveText(piece.text)
      return
    }
    // The text is over when a tool call begins; it stands before it.
    if (piece.type === 'tool-delta') this.#seam?.end()
    if (piece.type === 'refusal-delta') this.#refused = true
    this.options.onUpdate(piece)
  }

  #join(join: SeamJoin): void {
    const { number, plan, partial, ports, brokenMs, onUpdate } = this.options
    const waitedMs = Math.round(ports.clock.now() - brokenMs)
    const seam = { at: partial.length, attempt: number, of: plan.maxRetries + 1, waitedMs, trimmed: join.trimmed }
    onUpdate({ type: 'run-note', note: { kind: 'seam', seam } })
    this.#giveText(join.rest)
  }

  #giveText(text: string): void {
    if (text === '') return
    this.#added += text
    this.options.onUpdate({ type: 'text-delta', text })
  }

  async #closeBooks(usage: Usage | null): Promise<void> {
    this.#meter.end(usage)
    this.#meter.settle(await this.#tokens.settle())
    this.#tokens.close()
  }
}

/** Random enough to be told apart from the ids of other rounds of the same conversation. */
function callId(random: () => number): string {
  return `call_${Math.floor(random() * 36 ** 10).toString(36).padStart(10, '0')}`
}
