import { setTimeout as wait } from 'node:timers/promises'
import type { AskResult } from '../../src/main/cli/ask-result'
import type { PlayedCase, ProviderServer } from '../provider-server/provider-server'
import type { AskEngine, AskEnded, AskInProgress } from './ask-engine'
import type { ConformanceCase } from './conformance-case'
import { problemsOf } from './judge'
import { inTime, lateToClose, stopNow, type Stopped } from './stop-now'

export interface CaseOutcome {
  /** Empty when the case passed. */
  readonly problems: readonly string[]
  readonly played: PlayedCase
  readonly ended: AskEnded
  readonly result: AskResult | null
}

const KEY_NAME = 'RILL_CONFORMANCE_KEY'
const KEY = 'sk-conformance-0123456789'
/** How long the words before Stop may take to arrive. */
const ARRIVAL_LIMIT_MS = 3_000

/** Plays a case with an engine and judges what comes out. */
export async function playCase(
  one: ConformanceCase,
  server: ProviderServer,
  engine: AskEngine,
  extraArgs: readonly string[] = []
): Promise<CaseOutcome> {
  const played = await server.play(one)
  const args = [...argsFor(one, played.baseUrl), ...extraArgs, 'What is it?']
  const asking = engine.start(args, { [KEY_NAME]: KEY })
  const stopped = played.cancelPoint.then(() => stopOnceArrived(one, asking, engine))
  const ended = await asking.ended
  const result = resultOf(ended)
  const problems = [
    ...(result ? problemsOf(one, result) : [`no result; ended with ${ended.code}; ${ended.stderr.slice(0, 500)}; ${ended.stdout.slice(-300)}`]),
    ...(result && ended.code !== (result.fault === null ? 0 : 1) ? [`exit code ${ended.code}`] : []),
    ...requestProblems(one, played),
    ...(await openProblems(one, played)),
    ...leakProblems(server, ended),
    ...(JSON.stringify(one).includes('<<CLIENT_CANCEL>>') ? await lateToClose(lastClose(played), await stopped) : [])
  ]
  return { problems, played, ended, result }
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

async function stopOnceArrived(one: ConformanceCase, asking: AskInProgress, engine: AskEngine): Promise<Stopped> {
  const deadline = performance.now() + ARRIVAL_LIMIT_MS
  while (textIn(asking.output()) !== (one.expected.text ?? '') && performance.now() < deadline) await wait(5)
  return stopNow(asking, engine)
}

function textIn(output: string): string {
  const whole = output.slice(0, output.lastIndexOf('\n') + 1)
  const frames = whole.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { type: string; text?: string })
  return frames.map((frame) => (frame.type === 'text-delta' ? (frame.text ?? '') : '')).join('')
}

async function openProblems({ expected }: ConformanceCase, played: PlayedCase): Promise<string[]> {
  if (expected.closes !== true) return []
  return Number.isFinite(await inTime(lastClose(played))) ? [] : ['the connection stayed open']
}

function lastClose({ requests }: PlayedCase): Promise<number> {
  return requests.at(-1)?.closedAtMs ?? Promise.resolve(Number.POSITIVE_INFINITY)
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
