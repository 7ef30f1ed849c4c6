import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import type { Answer } from '../../shared/domain/message'
import type { Provider } from '../../shared/domain/provider'
import type { OpenConversation } from '../../shared/ipc/calls'
import type { AskQuestion, StartedRun } from '../../shared/ipc/chat-calls'
import type { Events } from '../../shared/ipc/events'
import { startDemoServer, type DemoServer } from '../demo/demo-server'
import { bundleThreads } from '../history/bundle-threads'
import type { History } from '../history/history'
import { openHistory } from '../history/open-history'
import { pictureOf } from '../history/sample-turns'
import { namedImage } from '../history/stored-image'
import { createLog } from '../log'
import { newProvider, presetOf } from '../providers/presets'
import { nodeSend } from '../stream/node-send'
import { alwaysOnline, systemClock } from '../stream/system-clock'
import { defaultSettings } from '../settings/default-settings'
import { runTool, TOOLS } from '../tools/tools'
import { Chat } from './chat'

const demoId = 'demo' as ProviderId
let threads: string
let server: DemoServer
let folder: string
let history: History
let chat: Chat
let listeners: ((name: keyof Events) => void)[]
let provider: Provider

beforeAll(async () => {
  threads = await bundleThreads()
  server = await startDemoServer({ pace: 'instant' })
}, 60_000)

afterAll(async () => {
  await server.close()
  rmSync(threads, { recursive: true, force: true })
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rill-chat-'))
  history = (await openHistory({ folder, threads })).history
  listeners = []
  provider = { ...newProvider(presetOf('demo'), demoId), baseUrl: server.baseUrl }
  chat = openChat()
})

afterEach(async () => {
  await chat.close()
  await history.close()
  rmSync(folder, { recursive: true, force: true })
})

function openChat(): Chat {
  const count = { add: () => undefined, count: 0, settle: () => Promise.resolve(0), close: () => undefined }
  const tokens = { start: () => count }
  return new Chat(
    {
      history,
      ports: { send: nodeSend, clock: { ...systemClock, after: soon }, network: alwaysOnline, random: () => 0, tokens },
      log: createLog({ file: null }),
      settings: () => ({ ...defaultSettings, maxToolRounds: 2 }),
      provider: () => provider,
      rememberQuirks: () => undefined,
      secretFor: () => Promise.resolve(null),
      tools: { offered: TOOLS, run: runTool },
      broadcast: (name) => listeners.forEach((listener) => listener(name))
    },
    () => 'Untitled'
  )
}

/** A provider that takes requests and says nothing; it ends with its test. */
async function neverAnswers(): Promise<string> {
  const silent = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    silent.closeAllConnections()
    silent.close()
  })
  return `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`
}

/** The waits of a retry need not be sat through. */
function soon(ms: number, run: () => void): () => void {
  return systemClock.after(Math.min(ms, 50), run)
}

function asked(text: string): AskQuestion {
  return { conversationId: null, text, providerId: demoId, model: 'demo', systemPrompt: '', temperature: null }
}

/** Resolves when `holds` does, looking again at everything main tells its windows. */
function until(holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve()
  return new Promise((resolve) => {
    listeners.push(() => {
      if (holds()) resolve()
    })
  })
}

const idle = (): Promise<void> => until(() => chat.live.list().length === 0)

async function answered(run: StartedRun): Promise<{ open: OpenConversation; answer: Answer }> {
  await idle()
  const open = await history.open(run.conversationId)
  const answer = open.messages.find((message) => message.id === run.answerId)
  if (answer?.role !== 'assistant') throw new Error('no answer')
  return { open, answer }
}

describe('Chat', () => {
  it('asks, and finds the question and the whole answer on disk', async () => {
    const { open, answer } = await answered(await chat.ask(asked('hello')))
    expect(open.conversation.title).toBe('hello')
    expect(open.messages.map((message) => message.role)).toEqual(['user', 'assistant'])
    expect(answer.state).toMatchObject({ phase: 'ended', finish: 'stop' })
    expect(answer.text).toContain('Hello')
    expect(answer.attempts).toHaveLength(1)
  })

  it('has the question on disk before the request leaves', async () => {
    provider = { ...provider, baseUrl: 'http://127.0.0.1:1/v1' }
    const run = await chat.ask(asked('kept?'))
    const open = await history.open(run.conversationId)
    expect(open.messages[0]).toMatchObject({ role: 'user', text: 'kept?' })
  })

  it('keeps several turns and sends them back', async () => {
    const first = await chat.ask(asked('hello'))
    await idle()
    const second = await chat.ask({ ...asked('and again'), conversationId: first.conversationId })
    const { open } = await answered(second)
    expect(open.messages).toHaveLength(4)
    const { request } = await chat.sentRequest(second.answerId)
    expect(request.body).toMatchObject({ messages: [{ role: 'user', content: 'hello' }, { role: 'assistant' }, { role: 'user', content: 'and again' }] })
  })

  it('makes a sibling of an answer, and of a question', async () => {
    const run = await chat.ask(asked('hello'))
    await idle()
    const again = await answered(await chat.regenerate(run.answerId))
    expect(again.answer.siblings).toEqual([run.answerId, again.answer.id])
    const question = again.open.messages[0]
    if (!question) throw new Error('no question')
    const edited = await answered(await chat.edit(question.id, 'a table, please'))
    expect(edited.open.messages[0]).toMatchObject({ text: 'a table, please' })
    expect(edited.open.messages[0]?.siblings).toHaveLength(2)
  })

  it('asks an edited question with the images it is given, and no others', async () => {
    const [first, second] = [pictureOf(1), pictureOf(2)]
    for (const image of [first, second]) await history.putImage(image)
    const run = await chat.ask({ ...asked('what is this?'), images: [first.id] })
    await idle()
    const { messages } = await history.open(run.conversationId)
    const question = messages[0]
    if (!question) throw new Error('no question')
    const other = await answered(await chat.edit(question.id, 'and this?', [second.id]))
    expect(other.open.messages[0]).toMatchObject({ text: 'and this?', images: [namedImage(second)] })
    const none = await answered(await chat.edit(question.id, 'nothing to see', []))
    expect(none.open.messages[0]).not.toHaveProperty('images')
    await expect(chat.edit(question.id, 'lost', [pictureOf(3).id])).rejects.toThrow('not there any more')
    expect(await history.message(question.id)).toMatchObject({ text: 'what is this?', images: [namedImage(first)] })
  })

  it('survives a stream that breaks in the middle, as one answer without a gap or a repeat', async () => {
    provider = { ...provider, model: 'demo' }
    const { answer } = await answered(await chat.ask(asked('break in the middle')))
    expect(answer.state).toMatchObject({ phase: 'ended' })
    expect(answer.attempts.length).toBeGreaterThan(1)
    expect(answer.seams).toHaveLength(1)
    const seam = answer.seams[0]
    if (!seam) throw new Error('no seam')
    expect(seam.at).toBeGreaterThan(0)
    expect(answer.text.slice(seam.at)).not.toContain(seam.trimmed.trim() || '\0')
  })

  it('runs a tool after the yes and goes on, up to the set number of rounds', async () => {
    const run = await chat.ask(asked('use the calculator: what is 6 * 7?'))
    await until(() => chat.waitingTools().length > 0)
    const waiting = chat.waitingTools()[0]
    if (!waiting) throw new Error('no tool waits')
    await chat.decideTool(waiting.answerId, waiting.callId, true)
    await until(() => chat.live.list().length > 0)
    await idle()
    const { messages } = await history.open(run.conversationId)
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(messages[2]).toMatchObject({ outcome: 'ran', text: expect.stringContaining('42') as string })
    expect(messages[3]).toMatchObject({ text: expect.stringContaining('42') as string })
  })

  it('tells the model when the person refuses a tool', async () => {
    const run = await chat.ask(asked('use the calculator: what is 6 * 7?'))
    await until(() => chat.waitingTools().length > 0)
    const waiting = chat.waitingTools()[0]
    if (!waiting) throw new Error('no tool waits')
    await chat.decideTool(waiting.answerId, waiting.callId, false)
    await until(() => chat.live.list().length > 0)
    await idle()
    const { messages } = await history.open(run.conversationId)
    expect(messages[2]).toMatchObject({ role: 'tool', outcome: 'refused' })
    expect(messages[3]).toMatchObject({ role: 'assistant', state: { phase: 'ended' } })
  })

  it('makes an undecided tool call wait again after a restart', async () => {
    const run = await chat.ask(asked('use the calculator: what is 6 * 7?'))
    await until(() => chat.waitingTools().length > 0)
    chat = openChat()
    expect(chat.waitingTools()).toEqual([])
    chat.noticeOpened(await history.open(run.conversationId))
    expect(chat.waitingTools()).toHaveLength(1)
  })

  it('goes on with an answer that was stopped, within the same answer', async () => {
    const started = await chat.ask(asked('a long answer'))
    chat.live.stop(started.runId)
    const stopped = await answered(started)
    expect(stopped.answer.state.phase).toBe('stopped')
    const { open, answer } = await answered(await chat.continue(started.answerId))
    expect(open.messages).toHaveLength(2)
    expect(answer.text.startsWith(stopped.answer.text)).toBe(true)
    expect(answer.state).toMatchObject({ phase: 'ended' })
  })

  it('does not go on with an answer that has come to its end', async () => {
    const { answer } = await answered(await chat.ask(asked('hello')))
    await expect(chat.continue(answer.id)).rejects.toThrow('come to its end')
  })

  it('stops the answer to a question that is edited', async () => {
    provider = { ...provider, baseUrl: await neverAnswers() }
    const run = await chat.ask(asked('never answered'))
    provider = { ...provider, baseUrl: server.baseUrl }
    const { messages } = await history.open(run.conversationId)
    const question = messages[0]
    if (!question) throw new Error('no question')
    const edited = await chat.edit(question.id, 'hello')
    await idle()
    expect(await history.message(run.answerId)).toMatchObject({ state: { phase: 'stopped' } })
    expect(await history.message(edited.answerId)).toMatchObject({ state: { phase: 'ended' } })
  })

  it('keeps what is there as interrupted when the program ends', async () => {
    const run = await chat.ask(asked('a long answer'))
    await chat.close()
    const { messages } = await history.open(run.conversationId)
    expect(messages[1]).toMatchObject({ role: 'assistant', state: { phase: 'interrupted' } })
  })

  it('takes an interrupted answer as it is, and no other', async () => {
    const run = await chat.ask(asked('a long answer'))
    await chat.close()
    chat = openChat()
    await chat.keep(run.answerId)
    const { open, answer } = await answered(run)
    expect(answer.state).toEqual({ phase: 'interrupted', fault: null, kept: true })
    const next = await answered(await chat.ask({ ...asked('hello'), conversationId: open.conversation.id }))
    await expect(chat.keep(next.answer.id)).rejects.toThrow('only an interrupted answer')
  })

  it('says what is wrong beside the question when the key is missing', async () => {
    provider = { ...provider, keySource: { kind: 'stored' } }
    const { answer } = await answered(await chat.ask(asked('hello')))
    expect(answer.state).toMatchObject({ phase: 'failed', fault: { kind: 'no_key' } })
  })

  it('refuses a second question while the first is being answered', async () => {
    provider = { ...provider, baseUrl: await neverAnswers() }
    const run = await chat.ask(asked('a long answer'))
    await expect(chat.ask({ ...asked('too early'), conversationId: run.conversationId })).rejects.toThrow('still being written')
  })

  it('gives a view that joins in the middle everything, without gap or repeat', async () => {
    const run = await chat.ask(asked('a long answer'))
    const views: { beginning: string; text: string }[] = []
    for (let id = 0; chat.live.list().length > 0; id++) {
      const view = { beginning: '', text: '' }
      const push = (_: 'chat:frames', event: Events['chat:frames']): void => {
        for (const frame of event.frames) if (frame.type === 'text-delta') view.text += frame.text
      }
      view.beginning = chat.live.attach(run.runId, { id, push }).content.text
      views.push(view)
      await new Promise((resolve) => setImmediate(resolve))
      if (views.length > 200) break
    }
    const { answer } = await answered(run)
    expect(answer.text.length).toBeGreaterThan(1_000)
    for (const view of views) expect(view.beginning + view.text).toBe(answer.text)
  })
})
