import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RunId } from '../../shared/domain/ids'
import type { Fault } from '../../shared/fault'
import { faultOf } from '../fault-error'
import { bundleThreads } from './bundle-threads'
import type { Reads, Writes, WriterStart } from './history-calls'
import { LastingThread } from './lasting-thread'
import { endedWith, firstTurn, saying } from './sample-turns'
import { scratchFolder } from './scratch-database'
import { ThreadClient } from './thread-calls'
import { RunLogs } from './run-logs'
import { ThreadedHistory } from './threaded-history'

let threads: string
let folder: string
let history: ThreadedHistory
let writers: Worker[]
let readers: Worker[]
let givenUp: Fault[]
let nowMs = 0

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))

function started(kept: Worker[], name: string, start: object): Worker {
  const worker = new Worker(join(threads, `${name}.cjs`))
  worker.postMessage(start)
  kept.push(worker)
  return worker
}

/** As `openHistory` puts it together, with the threads at hand. */
beforeEach(async () => {
  folder = scratchFolder()
  ;[writers, readers, givenUp] = [[], [], []]
  const [file, how] = [join(folder, 'history.db'), { onGivenUp: (fault: Fault) => givenUp.push(fault), nowMs: () => nowMs }]
  const writer = (again: string | null): ThreadClient<Writes> =>
    new ThreadClient(started(writers, 'history-writer', { folder, again } satisfies WriterStart))
  const reader = (): ThreadClient<Reads> => new ThreadClient(started(readers, 'history-reader', { file }))
  const first = writer(null)
  await first.call('opened', null)
  history = new ThreadedHistory(
    new LastingThread({ first, again: () => writer(file), ...how }),
    new LastingThread({ first: reader(), again: reader, ...how }),
    new RunLogs(file)
  )
})
afterEach(async () => {
  await history.close()
  rmSync(folder, { recursive: true })
})

/**
 * A message that no caller sends ends the thread by an error of its own. `terminate` is no way to die in a test: met
 * in the middle of a call by it, the driver ends the whole process.
 */
async function dies(worker: Worker | undefined): Promise<void> {
  if (!worker) throw new Error('there is no such thread')
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  worker.postMessage(null)
  await gone
}

const kindOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error) => faultOf(error).kind)
const words = (count: number): string => Array.from({ length: count }, (_, seq) => `${String(seq)} `).join('')

async function begun(): Promise<ReturnType<typeof firstTurn>> {
  const sample = firstTurn()
  await history.begin(sample.turn)
  return sample
}

async function told(runId: RunId, from: number, to: number): Promise<void> {
  for (let seq = from; seq < to; seq++) await history.append(runId, saying(runId, seq, `${String(seq)} `))
}

it('loses and doubles nothing when the writer is ended in the middle of eight answers', async () => {
  const runs = await Promise.all(Array.from({ length: 8 }, begun))
  const telling = Promise.all(runs.map(({ answer }) => told(answer.runId, 0, 300)))
  for (let death = 1; death <= 3; death++) {
    await told((await begun()).answer.runId, 0, 20)
    await dies(writers.at(-1))
  }
  await telling
  for (const { answer } of runs) {
    expect(await history.message(answer.id)).toMatchObject({ text: words(300) })
    await history.end(answer.runId, endedWith(words(300)))
  }
  expect(writers).toHaveLength(4)
  expect(givenUp).toEqual([])
})

it('asks every kind of write again that a dying writer may have carried out, as if it had been asked once', async () => {
  const { conversation, answer, turn } = await begun()
  await told(answer.runId, 0, 1)
  // As after a commit whose answer was lost with the thread.
  await history.begin(turn)
  await history.end(answer.runId, endedWith('0 '))
  const again = 'again' as RunId
  for (let time = 1; time <= 2; time++) await history.reopen(answer.id, again)
  expect(await history.message(answer.id)).toMatchObject({ text: '0 ', state: { phase: 'waiting' } })
  for (let time = 1; time <= 2; time++) await history.end(again, endedWith('0 1'))
  expect((await history.open(conversation.id)).messages.map(({ text }) => text)).toEqual(['Why?', '0 1'])
})

it('reads on when the reader is ended', async () => {
  const { conversation } = await begun()
  const reading = Array.from({ length: 20 }, () => history.open(conversation.id))
  await dies(readers[0])
  for (const open of await Promise.all(reading)) expect(open.messages).toHaveLength(2)
  expect((await history.open(conversation.id)).messages).toHaveLength(2)
  expect(readers).toHaveLength(2)
})

it('gives up after three in a minute, says so once, and tries again later', async () => {
  const { answer } = await begun()
  const noted = (text: string): Promise<void> => history.putDraft({ conversationId: null, text })
  const draft = async (): Promise<string | undefined> => (await history.drafts())[0]?.text
  for (let time = 1; time <= 3; time++) {
    await dies(writers.at(-1))
    await noted(`draft ${String(time)}`)
  }
  await dies(writers.at(-1))
  for (let time = 1; time <= 2; time++) expect(await kindOf(noted('refused'))).toBe('history_stopped')
  expect(givenUp).toEqual([{ kind: 'history_stopped', message: expect.any(String) as string }])
  expect(await draft()).toBe('draft 3')
  // What is being answered goes on all the while.
  await told(answer.runId, 0, 3)
  expect(await history.message(answer.id)).toMatchObject({ text: words(3) })
  nowMs += 60_001
  await noted('draft 4')
  expect(await draft()).toBe('draft 4')
  expect(writers).toHaveLength(5)
})

it('starts none for closing, nor after it', async () => {
  await dies(writers[0])
  await history.close()
  expect(await kindOf(history.putDraft({ conversationId: null, text: 'late' }))).toBe('internal')
  expect(writers).toHaveLength(1)
})
