import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Question } from '../../shared/domain/message'
import type { Provider, ProviderQuirks, TimeLimits } from '../../shared/domain/provider'
import type { ProviderTest } from '../../shared/ipc/provider-calls'
import type { RunPlan, RunPorts, RunUpdate } from '../stream/run'
import { startRun } from '../stream/start-run'
import { chatRequests } from './build-request'

// A person waits in front of a button, but a local model may have to be loaded first.
const LIMITS: TimeLimits = { connectMs: 60_000, firstEventMs: 90_000, idleMs: 30_000 }
// Enough for a short answer; a model that reasons first has proved itself by then, too.
const LISTEN_MS = 3_000
const MAX_TEXT_CHARS = 200

/**
 * Sends one small streamed request and listens to its first words. What goes wrong is the reply's fault, told apart by
 * its kind: `unreachable`, `tls`, `auth`, `not_found`, `html_response` and so on; never a rejection.
 */
export async function testProvider(
  provider: Provider,
  key: string | null,
  model: string,
  ports: RunPorts,
  remember: (quirks: ProviderQuirks) => void = () => undefined
): Promise<ProviderTest> {
  let text = ''
  let stopListening: (() => void) | null = null
  const listen = (update: RunUpdate): void => {
    if (update.type === 'run-note') return
    stopListening ??= ports.clock.after(LISTEN_MS, () => run.stop())
    if (update.type === 'text-delta') text = (text + update.text).slice(0, MAX_TEXT_CHARS)
  }
  const run = startRun(plan(provider, key, model, remember), ports, listen)
  const { outcome, stats } = await run.result
  cancel(stopListening)
  if (outcome.kind === 'failed' || outcome.kind === 'interrupted') return { ok: false, fault: outcome.fault }
  return { ok: true, model, firstTokenMs: stats.firstTokenMs ?? stats.elapsedMs, text }
}

function plan(
  provider: Provider,
  key: string | null,
  model: string,
  remember: (quirks: ProviderQuirks) => void
): RunPlan {
  const settings = { model, systemPrompt: '', temperature: null }
  const requests = chatRequests({ provider, key, settings, path: [QUESTION], tools: [], continueWording: '' }, remember)
  return {
    request: (way, partial) => Promise.resolve().then(() => requests.request(way, partial)),
    adapt: (fault) => requests.adapt(fault),
    limits: LIMITS,
    maxRetries: 0,
    goesOnFrom: ''
  }
}

function cancel(timer: (() => void) | null): void {
  timer?.()
}

/** Belongs to no conversation and is never stored. */
const QUESTION: Question = {
  role: 'user',
  id: 'test' as MessageId,
  conversationId: 'test' as ConversationId,
  parentId: null,
  createdAtMs: 0,
  siblings: [],
  text: 'Reply with one word: ready'
}
