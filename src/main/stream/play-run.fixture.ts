import { applyFrame, emptyContent, type GrowingContent } from '../../shared/answer-content'
import type { TimeLimits } from '../../shared/domain/provider'
import { faultError } from '../fault-error'
import { FakeClock } from './fake-clock.fixture'
import { alwaysOnline } from './system-clock'
import type { HttpRequest, HttpResponse, Network, Send } from './ports'
import type { AttemptTokens, RunningRun, RunPlan, RunResult, RunUpdate } from './run'
import { startRun } from './start-run'

/** What a pretended server does next. */
export type Step = Uint8Array | { readonly fault: string } | { readonly waitMs: number } | 'stall'

export interface Scripted {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export const event = (data: unknown): Uint8Array =>
  Buffer.from(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`)
export const text = (content: string): Uint8Array => event({ choices: [{ index: 0, delta: { content } }] })
export const finish = (reason = 'stop'): Uint8Array => event({ choices: [{ delta: {}, finish_reason: reason }] })
export const done = event('[DONE]')
export const reset: Step = { fault: 'network_reset' }
export const answer = (...contents: string[]): Scripted => ({ steps: [...contents.map(text), finish(), done] })
export const broken = (...contents: string[]): Scripted => ({ steps: [...contents.map(text), reset] })
export const long = 'The tide turns twice a day, and the boats with it. By six the market is loud, by nine it is empty'

/** Lets everything that is ready run, without letting time pass. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A wire that plays scripts, one for each request; the last one again when they run out. */
export function scriptedSend(scripts: readonly Scripted[], clock: FakeClock): { send: Send; requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  const send: Send = (request, signal) => {
    const script = scripts[Math.min(requests.length, scripts.length - 1)] ?? { steps: [] }
    requests.push(request)
    const headers = new Map(Object.entries({ 'content-type': 'text/event-stream', ...script.headers }))
    const response: HttpResponse = { status: script.status ?? 200, headers, body: play(script.steps, clock, signal) }
    return Promise.resolve(response)
  }
  return { send, requests }
}

async function* play(steps: readonly Step[], clock: FakeClock, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (const step of steps) {
    if (signal.aborted) throw faultError('network_reset', 'aborted')
    if (step === 'stall') await new Promise(() => undefined)
    else if (step instanceof Uint8Array) yield step
    else if ('waitMs' in step) await new Promise<void>((resolve) => clock.after(step.waitMs, resolve))
    else throw faultError(step.fault === 'decode' ? 'decode' : 'network_reset', 'broken by the script')
  }
}

export interface Play {
  readonly run: RunningRun
  readonly clock: FakeClock
  readonly updates: readonly RunUpdate[]
  readonly requests: readonly HttpRequest[]
  readonly content: GrowingContent
  /** Ways and partial texts, as the plan was asked for them. */
  readonly asked: readonly { readonly way: string; readonly partial: string }[]
  /** Runs to the end, letting time jump from timer to timer. */
  finish(): Promise<RunResult>
}

export interface PlayOptions {
  readonly limits?: Partial<TimeLimits>
  readonly maxRetries?: number
  readonly goesOnFrom?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly network?: Network
  readonly adapt?: RunPlan['adapt']
  readonly send?: Send
  onText?(): void
}

export function playRun(scripts: readonly Scripted[], options: PlayOptions = {}): Play {
  const clock = new FakeClock()
  const { send, requests } = scriptedSend(scripts, clock)
  const asked: { way: string; partial: string }[] = []
  const updates: RunUpdate[] = []
  const content = { ...emptyContent(), text: options.goesOnFrom ?? '' }
  const plan: RunPlan = {
    request: (way, partial) => {
      asked.push({ way, partial })
      return Promise.resolve({ method: 'POST', url: 'http://test/v1/chat/completions', headers: options.headers ?? {} })
    },
    adapt: options.adapt ?? (() => false),
    limits: { connectMs: 10_000, firstEventMs: 10_000, idleMs: 10_000, ...options.limits },
    maxRetries: options.maxRetries ?? 0,
    goesOnFrom: options.goesOnFrom ?? ''
  }
  const ports = {
    send: options.send ?? send,
    clock,
    network: options.network ?? alwaysOnline,
    random: () => 0.5,
    tokens: { start: countWords }
  }
  const run = startRun(plan, ports, (update) => {
    updates.push(update)
    applyFrame(content, update)
    if (update.type === 'text-delta') options.onText?.()
  })
  return { run, clock, updates, requests, content, asked, finish: () => finishing(run, clock) }
}

async function finishing(run: RunningRun, clock: FakeClock): Promise<RunResult> {
  let result: RunResult | null = null
  void run.result.then((ended) => (result = ended))
  for (let turns = 0; turns < 10_000; turns++) {
    await settle()
    if (result !== null) return result
    if (!clock.skip()) break
  }
  return result ?? Promise.reject(new Error('the run hangs: no timer is set and nothing more comes'))
}

/** Four characters to a token. */
function countWords(): AttemptTokens {
  let chars = 0
  return {
    add: (added) => void (chars += added.length),
    get count() {
      return Math.ceil(chars / 4)
    },
    settle: () => Promise.resolve(Math.ceil(chars / 4)),
    close: () => undefined
  }
}
