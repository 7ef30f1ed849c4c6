import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import type { Answer } from '../../shared/domain/message'
import type { Provider } from '../../shared/domain/provider'
import type { Settings } from '../../shared/domain/settings'
import type { StartedRun } from '../../shared/ipc/chat-calls'
import { faultError } from '../fault-error'
import { bundleThreads } from '../history/bundle-threads'
import type { History } from '../history/history'
import { openHistory } from '../history/open-history'
import { createLog } from '../log'
import { newProvider, presetOf } from '../providers/presets'
import { defaultSettings } from '../settings/default-settings'
import { event, finish, text } from '../stream/play-run.fixture'
import type { HttpRequest, Send } from '../stream/ports'
import { alwaysOnline, systemClock } from '../stream/system-clock'
import { Chat } from './chat'

const providerId = 'set' as ProviderId
let threads: string
let folder: string
let history: History
let chat: Chat
let provider: Provider
let settings: Settings
let sent: HttpRequest[]
/** What the provider does with each request, in order; the last one again when they run out. */
let plays: readonly (readonly Uint8Array[] | 'silence' | 'reset')[]
let listeners: (() => void)[]

beforeAll(async () => void (threads = await bundleThreads()), 60_000)
afterAll(() => rmSync(threads, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rill-plan-'))
  history = (await openHistory({ folder, threads })).history
  provider = { ...newProvider(presetOf('custom'), providerId), baseUrl: 'http://localhost/v1', keySource: { kind: 'none' } }
  settings = defaultSettings
  sent = []
  listeners = []
  chat = openChat()
})

afterEach(async () => {
  await chat.close()
  await history.close()
  rmSync(folder, { recursive: true, force: true })
})

const send: Send = (request) => {
  const play = plays[Math.min(sent.length, plays.length - 1)] ?? 'silence'
  sent.push(request)
  if (play === 'silence') return new Promise(() => undefined)
  if (play === 'reset') return Promise.reject(faultError('network_reset', 'reset'))
  return Promise.resolve({ status: 200, headers: new Map([['content-type', 'text/event-stream']]), body: bodyOf(play) })
}

async function* bodyOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part)
}

function openChat(): Chat {
  const count = { add: () => undefined, count: 0, settle: () => Promise.resolve(0), close: () => undefined }
  const clock = { ...systemClock, after: (ms: number, run: () => void) => systemClock.after(Math.min(ms, 20), run) }
  return new Chat(
    {
      history,
      ports: { send, clock, network: alwaysOnline, random: () => 0, tokens: { start: () => count } },
      log: createLog({ file: null }),
      settings: () => settings,
      provider: () => provider,
      rememberQuirks: () => undefined,
      secretFor: () => Promise.resolve(null),
      tools: { offered: [], run: () => Promise.resolve({ outcome: 'failed', text: '' }) },
      broadcast: () => listeners.forEach((listener) => listener())
    },
    () => 'Untitled'
  )
}

const ask = (): Promise<StartedRun> =>
  chat.ask({ conversationId: null, text: 'hello', providerId, model: 'm', systemPrompt: '', temperature: null })

async function ended(run: Promise<StartedRun>): Promise<Answer> {
  const { answerId } = await run
  await new Promise<void>((resolve) => {
    const look = (): void => void (chat.live.list().length === 0 && resolve())
    listeners.push(look)
    look()
  })
  const message = await history.message(answerId)
  if (message.role !== 'assistant') throw new Error('no answer')
  return message
}

const messagesOf = (request: HttpRequest | undefined): readonly unknown[] =>
  (JSON.parse(request?.body ?? '{}') as { messages: readonly unknown[] }).messages

describe('what the person has set', () => {
  it('is how long this provider may be silent', async () => {
    plays = ['silence']
    settings = { ...settings, maxRetries: 0 }
    provider = { ...provider, limits: { connectMs: 60, firstEventMs: 0, idleMs: 0 } }
    expect((await ended(ask())).state).toMatchObject({ phase: 'failed', fault: { kind: 'timeout_connect' } })
  })

  it('is how often it is asked again', async () => {
    plays = ['reset']
    settings = { ...settings, maxRetries: 1 }
    await ended(ask())
    expect(sent).toHaveLength(2)
  })

  it('is how the model is told to go on, or that it goes on from its own words', async () => {
    plays = [[text('one ')], [text('two'), finish()]]
    settings = { ...settings, continueWording: 'Carry on.' }
    expect((await ended(ask())).text).toBe('one two')
    expect(messagesOf(sent[1]).slice(1)).toEqual([
      { role: 'assistant', content: 'one ' },
      { role: 'user', content: 'Carry on.' }
    ])

    sent = []
    provider = { ...provider, assistantPrefix: true }
    await ended(ask())
    expect(messagesOf(sent[1]).at(-1)).toMatchObject({ role: 'assistant', content: 'one ' })
  })
})

it('an answer that was cut by length goes on by hand, with a seam', async () => {
  const long = 'The tide turns twice a day, and the boats turn with it.'
  plays = [[text(long), finish('length')], [text(`${long.slice(-30)} Then it rests.`), finish()]]
  const { id } = await ended(ask())
  const whole = await ended(chat.continue(id))
  expect(whole).toMatchObject({ text: `${long} Then it rests.`, seams: [{ at: long.length }], state: { finish: 'stop' } })
  expect(messagesOf(sent[1])).toContainEqual({ role: 'assistant', content: long })
})

it('a tool call that broke off is asked for anew and not gone on with', async () => {
  const call = (args: string): Uint8Array =>
    event({ choices: [{ delta: { tool_calls: [{ index: 0, id: 'c', function: { name: 'now', arguments: args } }] } }] })
  plays = [[call('{"a')], [call('{}'), finish('tool_calls')]]
  expect((await ended(ask())).toolCalls).toMatchObject([{ name: 'now', arguments: '{}' }])
  expect(messagesOf(sent[1])).toEqual(messagesOf(sent[0]))
})
