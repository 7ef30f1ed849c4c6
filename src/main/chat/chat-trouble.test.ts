import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MessageId, ProviderId } from '../../shared/domain/ids'
import type { Answer } from '../../shared/domain/message'
import type { Provider } from '../../shared/domain/provider'
import type { OpenConversation } from '../../shared/ipc/calls'
import type { AskQuestion, StartedRun } from '../../shared/ipc/chat-calls'
import type { ToolRequest } from '../../shared/ipc/events'
import { startDemoServer, type DemoServer } from '../demo/demo-server'
import { faultError } from '../fault-error'
import { bundleThreads } from '../history/bundle-threads'
import type { History } from '../history/history'
import { openHistory } from '../history/open-history'
import { createLog } from '../log'
import { newProvider, presetOf } from '../providers/presets'
import { defaultSettings } from '../settings/default-settings'
import { nodeSend } from '../stream/node-send'
import type { HttpRequest } from '../stream/ports'
import { alwaysOnline, systemClock } from '../stream/system-clock'
import { runTool, TOOLS } from '../tools/tools'
import { Chat } from './chat'

const demoId = 'demo' as ProviderId
const otherId = 'other' as ProviderId
let threads: string
let server: DemoServer
let folder: string
let history: History
let chat: Chat
let listeners: (() => void)[]
let providers: Map<ProviderId, Provider>
let sent: HttpRequest[]
/** Writes that the disk refuses for now. */
let full: Set<'begin' | 'append' | 'end'>

beforeAll(async () => {
  threads = await bundleThreads()
  server = await startDemoServer({ pace: 'instant' })
}, 60_000)

afterAll(async () => {
  await server.close()
  rmSync(threads, { recursive: true, force: true })
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rill-trouble-'))
  history = (await openHistory({ folder, threads })).history
  listeners = []
  sent = []
  full = new Set()
  providers = new Map([[demoId, { ...newProvider(presetOf('demo'), demoId), baseUrl: server.baseUrl }]])
  chat = openChat()
})

afterEach(async () => {
  await chat.close()
  await history.close()
  rmSync(folder, { recursive: true, force: true })
})

function openChat(): Chat {
  const tokens = { add: () => undefined, count: 0, settle: () => Promise.resolve(0), close: () => undefined }
  const send: typeof nodeSend = (request, signal) => {
    sent.push(request)
    return nodeSend(request, signal)
  }
  return new Chat(
    {
      history: onAFullDisk(history),
      ports: { send, clock: systemClock, network: alwaysOnline, random: () => 0, tokens: { start: () => tokens } },
      log: createLog({ file: null }),
      settings: () => defaultSettings,
      provider: (id) => {
        const found = providers.get(id)
        if (!found) throw faultError('gone', 'this provider has been removed')
        return found
      },
      rememberQuirks: () => undefined,
      secretFor: () => Promise.resolve(null),
      tools: { offered: TOOLS, run: runTool },
      broadcast: () => listeners.forEach((listener) => listener())
    },
    () => 'Untitled'
  )
}

/** The real history, but for the writes that are in `full`. */
function onAFullDisk(real: History): History {
  return new Proxy(real, {
    get(target, name: keyof History) {
      const refuses = (name === 'begin' || name === 'append' || name === 'end') && full.has(name)
      return refuses ? () => Promise.reject(faultError('disk_full', 'no space')) : target[name].bind(target)
    }
  })
}

function asked(text: string, conversationId: AskQuestion['conversationId'] = null): AskQuestion {
  return { conversationId, text, providerId: demoId, model: 'demo', systemPrompt: '', temperature: null }
}

function until(holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve()
  return new Promise((resolve) => {
    listeners.push(() => {
      if (holds()) resolve()
    })
  })
}

const idle = (): Promise<void> => until(() => chat.live.list().length === 0)

function answerIn(open: OpenConversation, id: MessageId): Answer {
  const answer = open.messages.find((message) => message.id === id)
  if (answer?.role !== 'assistant') throw new Error('no answer')
  return answer
}

async function askedForATool(): Promise<{ run: StartedRun; waiting: ToolRequest }> {
  const run = await chat.ask(asked('use the calculator: what is 6 * 7?'))
  await until(() => chat.waitingTools().length > 0)
  const waiting = chat.waitingTools()[0]
  if (!waiting) throw new Error('no tool waits')
  return { run, waiting }
}

describe('a provider that is not what it was', () => {
  it('refuses before anything is written when the provider has been removed', async () => {
    const run = await chat.ask(asked('hello'))
    await idle()
    const demo = providers.get(demoId)
    providers.clear()
    await expect(chat.regenerate(run.answerId)).rejects.toThrow('removed')
    await expect(chat.ask(asked('more', run.conversationId))).rejects.toThrow('removed')
    if (demo) providers.set(demoId, demo)
    const { messages } = await history.open(run.conversationId)
    expect(messages.map((message) => message.id)).toContain(run.answerId)
    expect(messages).toHaveLength(2)
    await chat.ask(asked('and now', run.conversationId))
  })

  it('goes on with an answer at its own provider, whatever the conversation has gone over to', async () => {
    const run = await chat.ask(asked('a long answer'))
    chat.live.stop(run.runId)
    await idle()
    providers.set(otherId, { ...newProvider(presetOf('custom'), otherId), baseUrl: 'http://127.0.0.1:1/v1' })
    await history.change(run.conversationId, { providerId: otherId, model: 'another' })
    sent = []
    await chat.continue(run.answerId)
    await idle()
    expect(sent.map((request) => request.url)).toEqual([`${server.baseUrl}/chat/completions`])
  })
})

describe('a full disk', () => {
  it('leaves no answer that looks as if it went on', async () => {
    const run = await chat.ask(asked('a long answer'))
    full = new Set(['append', 'end'])
    await idle()
    expect(answerIn(await chat.open(run.conversationId), run.answerId).state).toMatchObject({ phase: 'failed' })
    full = new Set()
    await chat.ask(asked('and now', run.conversationId))
    expect(answerIn(await history.open(run.conversationId), run.answerId).state).toMatchObject({ phase: 'failed' })
  })

  it('is told to the person who allowed a tool, whose calls wait again', async () => {
    const { run, waiting } = await askedForATool()
    full = new Set(['begin'])
    await expect(chat.decideTool(waiting.answerId, waiting.callId, true)).rejects.toThrow('disk_full')
    expect(chat.waitingTools()).toHaveLength(1)
    full = new Set()
    await chat.decideTool(waiting.answerId, waiting.callId, true)
    await idle()
    expect((await history.open(run.conversationId)).messages).toHaveLength(4)
  })
})

describe('two windows', () => {
  it('cannot ask two questions at once in one conversation', async () => {
    const { conversationId } = await chat.ask(asked('hello'))
    await idle()
    const both = await Promise.allSettled(['one', 'two'].map((text) => chat.ask(asked(text, conversationId))))
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
    await idle()
    expect((await history.open(conversationId)).messages).toHaveLength(4)
  })

  it('do not bring a decided tool call back by what one of them had read before', async () => {
    const { run, waiting } = await askedForATool()
    const read = await history.open(run.conversationId)
    const deciding = chat.decideTool(waiting.answerId, waiting.callId, true)
    chat.noticeOpened(read)
    await deciding
    chat.noticeOpened(read)
    await idle()
    expect(chat.waitingTools()).toEqual([])
  })
})

it('leaves an answer that was just ending as it ended when the program quits', async () => {
  const run = await chat.ask(asked('hello'))
  const closing = new Promise<void>((resolve) => {
    chat.live.attach(run.runId, {
      id: 1,
      push: (_, { frames }) => {
        if (frames.some((frame) => frame.type === 'run-end')) resolve(chat.close())
      }
    })
  })
  await closing
  expect(answerIn(await history.open(run.conversationId), run.answerId).state).toMatchObject({ phase: 'ended' })
})

it('has nothing that grows once all was shown, though a slow disk has not put it away', async () => {
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const end = history.end.bind(history)
  history.end = (...ended) => held.then(() => end(...ended))
  const run = await chat.ask(asked('hello'))
  expect(chat.live.areGrowing).toBe(true)
  await vi.waitFor(() => expect(chat.live.areGrowing).toBe(false))
  expect(chat.live.list()).toHaveLength(1)
  letGo()
  await idle()
  expect(answerIn(await history.open(run.conversationId), run.answerId).state).toMatchObject({ phase: 'ended' })
})
