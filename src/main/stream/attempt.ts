import type { TimeLimits } from '../../shared/domain/provider'
import type { Usage } from '../../shared/domain/stats'
import type { Fault, FaultKind } from '../../shared/fault'
import { faultOf } from '../fault-error'
import { AnswerReader, type Piece, type Verdict } from './answer-reader'
import { createBodyDecoder } from './body-decoder'
import { Deadline } from './deadline'
import { Doubt } from './doubt'
import { httpFault } from './http-fault'
import type { Clock, HttpRequest, HttpResponse, Network, Send } from './ports'
import { safeMessage, secretsOf } from './redact'
import { eachChunk, untilAborted } from './until-aborted'

export interface AttemptPorts {
  readonly send: Send
  readonly clock: Clock
  readonly network: Network
  onPiece(piece: Piece): void
  /** An event of the stream carried something of the answer; called once per event. */
  onChunk(): void
  makeCallId(): string
}

export interface AttemptEnd {
  readonly verdict: Verdict | { readonly kind: 'stopped' }
  readonly usage: Usage | null
  readonly skippedEvents: number
}

/** After a finish reason the usage and `[DONE]` may still come, but a silent server must not keep the answer open. */
const FINISH_GRACE_MS = 2_000
/** After `[DONE]` only the end of the body is awaited, which lets the connection be used again. */
const DONE_GRACE_MS = 100
/** The beginning of a refused request's body says why; more is not read, and not waited for. */
const MAX_REFUSAL_BYTES = 64 * 1024
const REFUSAL_GRACE_MS = 5_000

/** Makes one request and reads its answer to the end. Never rejects, always closes by abort, never waits for ever. */
export async function runAttempt(
  request: HttpRequest,
  limits: TimeLimits,
  stop: AbortSignal,
  ports: AttemptPorts
): Promise<AttemptEnd> {
  const attempt = new Attempt(request, limits, stop, ports)
  const onStop = (): void => attempt.close()
  const forgetShakes = ports.network.onShaken(() => attempt.doubt())
  stop.addEventListener('abort', onStop, { once: true })
  try {
    return stop.aborted ? STOPPED : await attempt.run()
  } finally {
    stop.removeEventListener('abort', onStop)
    forgetShakes()
    attempt.close()
  }
}

const STOPPED: AttemptEnd = { verdict: { kind: 'stopped' }, usage: null, skippedEvents: 0 }

class Attempt {
  readonly #wire = new AbortController()
  readonly #silence: Deadline
  readonly #doubt: Doubt
  readonly #reader: AnswerReader
  #pieces = 0
  #silenceKind: FaultKind = 'timeout_connect'
  /** Why the wire was cut from this side; null while it is open. */
  #cut: Fault | null = null

  constructor(
    private readonly request: HttpRequest,
    private readonly limits: TimeLimits,
    private readonly stop: AbortSignal,
    private readonly ports: AttemptPorts
  ) {
    this.#silence = new Deadline(ports.clock, () => this.#cutOff(silenceFault(this.#silenceKind)))
    this.#doubt = new Doubt(ports.clock, () => this.#cutOff(DEAD))
    this.#reader = new AnswerReader({
      onPiece: (piece) => {
        this.#pieces++
        // Stop freezes the answer: what was still on its way is not shown.
        if (!stop.aborted) ports.onPiece(piece)
      },
      makeCallId: () => ports.makeCallId()
    })
  }

  async run(): Promise<AttemptEnd> {
    const broken = await this.#talk()
    const { usage, skippedEvents } = this.#reader
    if (this.stop.aborted) return { verdict: { kind: 'stopped' }, usage, skippedEvents }
    return { verdict: this.#safe(this.#judge(broken)), usage, skippedEvents }
  }

  /** The connection may be dead without anyone having said so. */
  doubt(): void {
    if (!this.#wire.signal.aborted) this.#doubt.raise()
  }

  close(): void {
    this.#silence.clear()
    this.#doubt.clear()
    this.#wire.abort()
  }

  /** Null when the body came to its end. */
  async #talk(): Promise<Fault | null> {
    try {
      this.#listen(this.limits.connectMs, 'timeout_connect')
      const response = await untilAborted(this.ports.send(this.request, this.#wire.signal), this.#wire.signal)
      if (response.status < 200 || response.status > 299) return await this.#refusal(response)
      await this.#read(response)
      return null
    } catch (error) {
      return this.#cut ?? faultOf(error)
    }
  }

  async #read(response: HttpResponse): Promise<void> {
    const body = createBodyDecoder(response.headers.get('content-type') ?? '', (event) => {
      this.#silenceKind = 'timeout_idle'
      const before = this.#pieces
      if (!this.#reader.isOver) this.#reader.take(event)
      if (this.#pieces > before) this.ports.onChunk()
    })
    this.#listen(this.limits.firstEventMs, 'timeout_first_byte')
    await eachChunk(response.body, this.#wire.signal, (bytes) => {
      this.#doubt.heard()
      if (this.#reader.isOver) return
      const before = this.#pieces
      const wasFinished = this.#reader.isFinished
      body.feed(bytes)
      this.#renew(this.#pieces > before || !wasFinished)
    })
    body.end()
  }

  /** Any byte is a sign of life, but once the answer is finished only more of the answer keeps it open. */
  #renew(isNews: boolean): void {
    if (this.#reader.isOver) this.#silence.renew(DONE_GRACE_MS)
    else if (!this.#reader.isFinished) {
      this.#silence.renew(this.#silenceKind === 'timeout_idle' ? this.limits.idleMs : this.limits.firstEventMs)
    } else if (isNews) this.#silence.renew(FINISH_GRACE_MS)
  }

  async #refusal(response: HttpResponse): Promise<Fault> {
    const parts: Uint8Array[] = []
    let bytes = 0
    this.#listen(REFUSAL_GRACE_MS, 'timeout_idle')
    // The status already says what is wrong and the body only says it better: a broken one counts as far as it came.
    await Promise.allSettled([
      eachChunk(response.body, this.#wire.signal, (part) => {
        parts.push(part)
        bytes += part.length
        if (bytes >= MAX_REFUSAL_BYTES) this.close()
      })
    ])
    const body = new TextDecoder().decode(Buffer.concat(parts).subarray(0, MAX_REFUSAL_BYTES))
    return httpFault({ status: response.status, headers: response.headers, body }, this.ports.clock.wallMs())
  }

  #listen(ms: number, kind: FaultKind): void {
    this.#silenceKind = kind
    this.#silence.clear()
    this.#silence.renew(ms)
  }

  #cutOff(why: Fault): void {
    this.#cut ??= why
    this.#wire.abort()
  }

  #judge(broken: Fault | null): Verdict {
    try {
      return this.#reader.end(broken)
    } catch (error) {
      return { kind: 'fault', fault: faultOf(error), rawFinish: '' }
    }
  }

  /** No key of the request may leave in a message, whoever wrote the message. */
  #safe(verdict: Verdict): Verdict {
    if (verdict.kind !== 'fault') return verdict
    const message = safeMessage(verdict.fault.message, secretsOf(this.request))
    return { ...verdict, fault: { ...verdict.fault, message } }
  }
}

const DEAD: Fault = { kind: 'network_reset', message: 'the connection was lost in a sleep or a change of network' }

function silenceFault(kind: FaultKind): Fault {
  return { kind, message: silenceMessage(kind) }
}

function silenceMessage(kind: FaultKind): string {
  switch (kind) {
    case 'timeout_connect':
      return 'the server did not answer in time'
    case 'timeout_first_byte':
      return 'the server accepted the request but sent nothing in time'
    default:
      return 'the stream fell silent'
  }
}
