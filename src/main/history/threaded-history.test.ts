import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { ConversationId, MessageId } from '../../shared/domain/ids'
import { faultOf } from '../fault-error'
import { bundleThreads } from './bundle-threads'
import { openReadable } from './database'
import type { History } from './history'
import type { Writes } from './history-calls'
import { packed, type ImportTarget } from './import-part'
import { longTurn } from './long-turn'
import { openHistory } from './open-history'
import { conversationOf, endedWith, firstTurn, questionOf, saying } from './sample-turns'
import { scratchFolder } from './scratch-database'
import { ThreadClient } from './thread-calls'

let threads: string
let folder: string
let history: History
let imports: ImportTarget | null

beforeAll(async () => {
  threads = await bundleThreads({ 'append-in-a-loop': 'append-in-a-loop.ts' })
})
afterAll(() => rmSync(threads, { recursive: true }))

beforeEach(async () => {
  folder = scratchFolder()
  const opened = await openHistory({ folder, threads })
  history = opened.history
  imports = opened.imports
})
afterEach(async () => {
  await history.close()
  rmSync(folder, { recursive: true })
})

const kindOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error) => faultOf(error).kind)

it('takes a conversation through its whole life', async () => {
  const { conversation, answer, turn } = firstTurn()
  await history.begin(turn)
  await history.putRequest(answer.id, { url: 'http://x/v1', body: { model: 'm' } })
  await history.append(answer.runId, saying(answer.runId, 0, 'Hi'))
  expect(await history.message(answer.id)).toMatchObject({ text: 'Hi', state: { phase: 'streaming' } })
  await history.end(answer.runId, endedWith('Hi'))
  expect(await history.change(conversation.id, { title: 'Greeting' })).toMatchObject({ title: 'Greeting' })
  expect(await history.choose(answer.id)).toEqual(await history.open(conversation.id))
  expect(await history.path(answer.id)).toHaveLength(2)
  expect(await history.request(answer.id)).toEqual({ url: 'http://x/v1', body: { model: 'm' } })
  await history.delete(conversation.id)
  expect(await history.list(10, 0)).toEqual([])
  await history.restore(conversation.id)
  expect(await history.list(10, 0)).toMatchObject([{ id: conversation.id, title: 'Greeting' }])
  expect(await history.recover()).toEqual([])
})

it('forks while an import that ends clears away what has not come whole', async () => {
  const turn = longTurn(400)
  await history.begin(turn)
  const last = turn.messages.at(-1)?.id ?? ('' as MessageId)
  const forked = history.fork(last, 'Fork')
  const cleared: string[] = []
  const clear = (): Promise<void> => imports?.dropComing() ?? Promise.reject(new Error('nothing can come in'))
  for (let turns = 0; turns < 20; turns++) cleared.push(await kindOf(clear()))
  expect(cleared).toEqual(Array.from({ length: 20 }, () => 'none'))
  expect((await history.open(await forked)).messages).toHaveLength(400)
})

it('writes a question amid the conversations that come in, not behind them', async () => {
  const parts = Array.from({ length: 400 }, (_, nth) => {
    const made = conversationOf({ title: `Talk ${String(nth)}` })
    const question = questionOf(made.id, null, `What is number ${String(nth)}?`)
    const conversation = { ...made, headId: question.id, deletedAtMs: null, draft: null }
    return { conversation, messages: [question], first: true, last: true }
  })
  const coming = imports?.importParts(packed(parts)) ?? Promise.reject(new Error('nothing can come in'))
  const { conversation, turn } = firstTurn()
  await history.begin(turn)
  expect((await coming).filter((reply) => reply.ok && reply.value.isNew)).toHaveLength(400)
  const database = openReadable(join(folder, 'history.db'))
  const rows = database.all<{ id: string }>('select id from conversation order by row').map(({ id }) => id)
  database.close()
  expect(rows).toHaveLength(401)
  expect(rows.indexOf(conversation.id)).toBeLessThan(200)
})

it('takes the words of what is purged out of the file once there is time', async () => {
  const file = join(folder, 'history.db')
  const isThere = (): boolean => ['', '-wal'].some((part) => readFileSync(file + part).includes('xylophone'))
  const { conversation, turn } = firstTurn('A xylophone?')
  await history.begin(turn)
  expect(isThere()).toBe(true)
  await history.deleteMany([conversation.id])
  await history.purge([conversation.id])
  await vi.waitFor(() => expect(existsSync(`${file}-wiping`)).toBe(false), { timeout: 15_000, interval: 100 })
  expect(isThere()).toBe(false)
})

it('rejects with the fault of the thread', async () => {
  expect(await kindOf(history.open('no' as ConversationId))).toBe('gone')
  expect(await kindOf(history.message('no' as MessageId))).toBe('gone')
  const { answer, turn } = firstTurn()
  await history.begin(turn)
  expect(await kindOf(history.end(answer.runId, emptyContent()))).toBe('internal')
})

it('keeps eight runs apart that append at once, each in its order', async () => {
  const runs = Array.from({ length: 8 }, () => firstTurn())
  await Promise.all(runs.map(({ turn }) => history.begin(turn)))
  const appends = runs.flatMap(({ answer }) =>
    Array.from({ length: 200 }, (_, seq) => history.append(answer.runId, saying(answer.runId, seq, `${String(seq)} `)))
  )
  await Promise.all(appends)
  const whole = Array.from({ length: 200 }, (_, seq) => `${String(seq)} `).join('')
  for (const { answer } of runs) expect(await history.message(answer.id)).toMatchObject({ text: whole })
})

it('commits what was asked before it closes, and rejects what is asked after', async () => {
  const { answer, turn } = firstTurn()
  const asked = [history.begin(turn), history.append(answer.runId, saying(answer.runId, 0, 'last words'))]
  await history.close()
  await Promise.all(asked)
  expect(await kindOf(history.list(1, 0))).toBe('internal')
  history = (await openHistory({ folder, threads })).history
  expect(await history.recover()).toEqual([answer.id])
  expect(await history.message(answer.id)).toMatchObject({ text: 'last words', state: { phase: 'interrupted' } })
})

it('rejects pending calls and all later ones when the thread dies', async () => {
  const dying = join(folder, 'dying.cjs')
  writeFileSync(dying, `require('node:worker_threads').parentPort.once('message', () => { throw new Error('a prompt') })`)
  const client = new ThreadClient<Writes>(new Worker(dying))
  const outcomes = await Promise.allSettled([client.call('recover', null), client.call('recover', null)])
  const faults = outcomes.map((outcome) => (outcome.status === 'rejected' ? faultOf(outcome.reason) : null))
  expect(faults).toEqual([{ kind: 'internal', message: 'Error' }, { kind: 'internal', message: 'Error' }])
  expect(await kindOf(client.call('recover', null))).toBe('internal')
})

it('stops waiting for a thread that does not close', async () => {
  const deaf = join(folder, 'deaf.cjs')
  writeFileSync(deaf, `require('node:worker_threads').parentPort.on('message', () => undefined)`)
  const client = new ThreadClient<Writes>(new Worker(deaf))
  expect(await kindOf(client.end(client.call('close', null), 50))).toBe('internal')
  expect(await kindOf(client.call('recover', null))).toBe('internal')
})

it('has on disk everything it acknowledged when the process is killed', async () => {
  const where = scratchFolder()
  const child = spawn(process.execPath, [join(threads, 'append-in-a-loop.cjs'), where, threads])
  const closed = once(child, 'close')
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (lines.length === 500) child.kill('SIGKILL')
  }
  await closed
  const [answerId = '', ...acknowledged] = lines
  const { history: survived, notices } = await openHistory({ folder: where, threads })
  expect(notices).toEqual([])
  expect(await survived.recover()).toEqual([answerId])
  const message = await survived.message(answerId as MessageId)
  await survived.close()
  rmSync(where, { recursive: true })
  expect(message).toMatchObject({ state: { phase: 'interrupted' } })
  const kept = message.text.trim().split(' ')
  expect(kept).toEqual(kept.map((_, seq) => String(seq)))
  expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged)
  expect(acknowledged.length).toBeGreaterThanOrEqual(499)
})
