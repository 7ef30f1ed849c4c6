import { setTimeout as wait } from 'node:timers/promises'
import type { AskResult } from '../../src/main/cli/ask-result'
import type { PlayedCase, ProviderServer } from '../provider-server/provider-server'
import type { AskEngine, AskEnded, AskInProgress } from './ask-engine'
import type { ConformanceCase } from './conformance-case'
import { problemsOf } from './judge'

export interface CaseOutcome {
  /** Empty when the case passed. */
  readonly problems: readonly string[]
  readonly played: PlayedCase
  readonly ended: AskEnded
  readonly result: AskResult | null
  /** From Stop to the moment the server saw the connection close; null in a case without Stop. */
  readonly closedAfterStopMs: number | null
}

const KEY_NAME = 'RILL_CONFORMANCE_KEY'
const KEY = 'sk-conformance-0123456789'
/** How long the words before Stop may take to arrive. */
const ARRIVAL_LIMIT_MS = 3_000
const CLOSE_LIMIT_MS = 5_000

async function playOnce(
  one: ConformanceCase,
  server: ProviderServer,
  engine: AskEngine,
  extraArgs: readonly string[]
): Promise<CaseOutcome> {
  const played = server.play(one)
  const args = [...argsFor(one, played.baseUrl), ...extraArgs, 'What is it?']
  const asking = engine.start(args, { [KEY_NAME]: KEY })
  const stopped = played.cancelPoint.then(() => stopOnceArrived(one, asking))
  const ended = await asking.ended
  const result = resultOf(ended)
  const closedAfterStopMs = JSON.stringify(one).includes('<<CLIENT_CANCEL>>') ? await closeTime(played, await stopped) : null
  const problems = [
    ...(result ? problemsOf(one, result) : [`no result; ended with ${ended.code}; ${ended.stderr.slice(0, 500)}; ${ended.stdout.slice(-300)}`]),
    ...(result && ended.code !== (result.fault === null ? 0 : 1) ? [`exit code ${ended.code}`] : []),
    ...requestProblems(one, played),
    ...(await openProblems(one, played)),
    ...leakProblems(server, ended)
  ]
  return { problems, played, ended, result, closedAfterStopMs }
}

/** How soon after Stop the server has to see the connection close. */
export const CLOSE_WITHIN_MS = 100
/** A socket that is left open is late every time; a machine that is busy elsewhere is not. */
const TRIES_TO_CLOSE = 5

/** Plays a case with an engine and judges what comes out. One with Stop has a few tries to close in time. */
export async function playCase(
  one: ConformanceCase,
  server: ProviderServer,
  engine: AskEngine,
  extraArgs: readonly string[] = []
): Promise<CaseOutcome> {
  for (let tries = 1; ; tries++) {
    const outcome = await playOnce(one, server, engine, extraArgs)
    const isLate = (outcome.closedAfterStopMs ?? 0) >= CLOSE_WITHIN_MS
    if (!isLate || outcome.problems.length > 0 || tries === TRIES_TO_CLOSE) return outcome
  }
}

function argsFor(one: ConformanceCase, baseUrl: string): string[] {
  const isOneAttempt = one.sequence === undefined && one.expected.requests === undefined
  const args = ['--json', '--base-url', baseUrl, '--model', 'test-model', '--key-env', KEY_NAME]
  if (isOneAttempt) args.push('--max-retries', '0')
  if (one.expected.errorKind?.startsWith('timeout_')) {
    const patience = String(patienceMs(one.body ?? ''))
    args.push('--first-byte-timeout', patience, '--idle-timeout', patience)
  }
  return args
}

/** Silence limits of a case, in milliseconds: longer than any pause it makes, shorter than a stall. */
export function patienceMs(body: string): number {
  const pauses = [...body.matchAll(/<<PAUSE (\d+)>>/g)].map((found) => Number(found[1]))
  return Math.max(3_000, ...pauses.map((ms) => ms * 2 + 300))
}

async function stopOnceArrived(one: ConformanceCase, asking: AskInProgress): Promise<number> {
  const deadline = performance.now() + ARRIVAL_LIMIT_MS
  while (textIn(asking.output()) !== (one.expected.text ?? '') && performance.now() < deadline) await wait(5)
  const stoppedAtMs = performance.now()
  asking.stop()
  return stoppedAtMs
}

function textIn(output: string): string {
  const whole = output.slice(0, output.lastIndexOf('\n') + 1)
  const frames = whole.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { type: string; text?: string })
  return frames.map((frame) => (frame.type === 'text-delta' ? (frame.text ?? '') : '')).join('')
}

async function openProblems({ expected }: ConformanceCase, played: PlayedCase): Promise<string[]> {
  if (expected.closes !== true) return []
  const closedAtMs = await closeTime(played, 0)
  return Number.isFinite(closedAtMs) ? [] : ['the connection stayed open']
}

function closeTime(played: PlayedCase, stoppedAtMs: number): Promise<number> {
  const closed = played.requests[0]?.closedAtMs ?? Promise.resolve(Number.POSITIVE_INFINITY)
  const never = wait(CLOSE_LIMIT_MS, Number.POSITIVE_INFINITY, { ref: false })
  return Promise.race([closed, never]).then((closedAtMs) => closedAtMs - stoppedAtMs)
}

function resultOf({ stdout }: AskEnded): AskResult | null {
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  return last.startsWith('{"type":"result"') ? (JSON.parse(last) as AskResult) : null
}

function requestProblems({ expected, sequence }: ConformanceCase, { requests }: PlayedCase): string[] {
  const wanted = expected.requests ?? sequence?.length
  return wanted === undefined || requests.length === wanted ? [] : [`${requests.length} requests, not ${wanted}`]
}

/** The key goes to the provider and nowhere else: not to another origin, not into what is printed. */
function leakProblems(server: ProviderServer, ended: AskEnded): string[] {
  return [
    ...server.elsewhere.map((request) => `a request reached another origin: ${Object.keys(request.headers).join(', ')}`),
    ...(`${ended.stdout}${ended.stderr}`.includes(KEY) ? ['the key was printed'] : [])
  ]
}
