import { readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunId } from '../../shared/domain/ids'
import { bundleThreads } from './bundle-threads'
import type { History } from './history'
import { openHistory } from './open-history'
import { endedWith, firstTurn, questionOf, saying } from './sample-turns'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from './scratch-database'
import { skipTitle } from '../../../tests/skip-title'

/** The worst case: every token of a long answer in a tick of its own. */
const TOKENS = 20_000
const TOKEN = ' token'

interface Written {
  readonly commits: number
  readonly pages: number
}

/** What has gone into the write-ahead log: https://sqlite.org/fileformat2.html#the_write_ahead_log */
function writtenTo(database: string): Written {
  const log = readFileSync(`${database}-wal`)
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8)
  let [commits, pages] = [0, 0]
  for (let at = LOG_HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes, pages += 1) {
    // The last page of a commit says how large the database is after it.
    if (log.readUInt32BE(at + 4) !== 0) commits += 1
  }
  return { commits, pages }
}

const LOG_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

describe('what an append writes', () => {
  let scratch: ScratchDatabase
  beforeEach(() => {
    scratch = scratchDatabase()
    scratch.writable.script('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0')
  })
  afterEach(() => scratch.remove())

  const during = (work: () => void): Written => {
    const before = writtenTo(scratch.file)
    work()
    const { commits, pages } = writtenTo(scratch.file)
    return { commits: commits - before.commits, pages: pages - before.pages }
  }

  it('is one commit of a page or two, at the end of a long answer as at its beginning', () => {
    const { answer: { runId }, turn } = firstTurn()
    scratch.writer.begin(turn)
    const append = (seq: number): void => void scratch.writer.append([{ runId, frames: saying(runId, seq, TOKEN) }])
    const part = (from: number): Written =>
      during(() => {
        for (let seq = from; seq < from + 500; seq++) append(seq)
      })
    const first = part(0)
    for (let seq = 500; seq < 5_000; seq++) append(seq)
    const last = part(5_000)
    expect([first.commits, last.commits]).toEqual([500, 500])
    expect(last.pages).toBeLessThan(500 * 1.5)
    expect(last.pages).toBeLessThan(first.pages * 1.1)
  })

  it('is one commit for all the appends that wait, of however many answers', () => {
    const runIds = Array.from({ length: 8 }, () => firstTurn()).map(({ answer, turn }) => {
      scratch.writer.begin(turn)
      return answer.runId
    })
    const waiting = runIds.flatMap((runId) => [0, 1, 2].map((seq) => ({ runId, frames: saying(runId, seq, TOKEN) })))
    expect(during(() => void scratch.writer.append(waiting)).commits).toBe(1)
  })

  it('is nothing for frames that change nothing which is stored', () => {
    const { answer: { runId }, turn } = firstTurn()
    scratch.writer.begin(turn)
    expect(during(() => void scratch.writer.append([{ runId, frames: [] }])).pages).toBe(0)
  })
})

// Prints what the journal costs on this machine: RILL_MEASURE=1 npx vitest run src/main/history/journal-cost
const wanted = process.env['RILL_MEASURE'] === '1'
const measure = (what: string, work: () => Promise<void>, limitMs: number): void =>
  it.runIf(wanted)(skipTitle(what, wanted ? null : 'a measurement, taken where RILL_MEASURE=1'), work, limitMs)

async function timesOf(append: (seq: number) => Promise<void> | void): Promise<number[]> {
  const times: number[] = []
  for (let seq = 0; seq < TOKENS; seq++) {
    const startMs = performance.now()
    await append(seq)
    times.push(performance.now() - startMs)
  }
  return times
}

async function took(work: () => Promise<unknown> | unknown): Promise<string> {
  const startMs = performance.now()
  await work()
  return `${(performance.now() - startMs).toFixed(1)} ms`
}

function print(what: string, times: readonly number[]): void {
  const quarters = [times.slice(0, TOKENS / 4), times.slice(-TOKENS / 4)].map((part) => {
    const sorted = [...part].sort((a, b) => a - b)
    const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(3)
    return `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} max ${at(0.9999)}`
  })
  console.log(`${what}, ms: first quarter ${quarters[0] ?? ''} | last quarter ${quarters[1] ?? ''}`)
}

measure('a commit within its thread', async () => {
  const scratch = scratchDatabase()
  const { answer, turn } = firstTurn()
  scratch.writer.begin(turn)
  const { runId } = answer
  print('commit', await timesOf((seq) => void scratch.writer.append([{ runId, frames: saying(runId, seq, TOKEN) }])))
  console.log('reading the live answer', await took(() => scratch.reader.message(answer.id)))
  console.log('end', await took(() => scratch.writer.end(runId, endedWith(TOKEN.repeat(TOKENS)))))
  scratch.remove()
}, 120_000)

measure('a round trip, alone and with seven other runs', async () => {
  const [threads, folder] = [await bundleThreads(), scratchFolder()]
  const { history } = await openHistory({ folder, threads })
  const { answer, turn } = firstTurn()
  await history.begin(turn)
  print('round trip', await timesOf((seq) => history.append(answer.runId, saying(answer.runId, seq, TOKEN))))
  expect(await history.message(answer.id)).toMatchObject({ text: TOKEN.repeat(TOKENS) })
  const runIds = await Promise.all(Array.from({ length: 8 }, () => begun(history)))
  print('round trip of eight at once', await timesOf(async (seq) => {
    await Promise.all(runIds.map((runId) => history.append(runId, saying(runId, seq, TOKEN))))
  }))
  await history.close()
  for (const made of [threads, folder]) rmSync(made, { recursive: true })
}, 120_000)

measure('a deep path', async () => {
  const scratch = scratchDatabase()
  const { conversation, answer, turn } = firstTurn()
  const messages: ReturnType<typeof questionOf>[] = []
  for (let parentId = answer.id; messages.length < 9_998; parentId = messages.at(-1)?.id ?? parentId) {
    messages.push(questionOf(conversation.id, parentId))
  }
  scratch.writer.begin(turn)
  console.log('writing 10,000 messages', await took(() => scratch.writer.begin({ conversation: null, messages })))
  console.log('opening 10,000 messages', await took(() => scratch.reader.open(conversation.id)))
  scratch.remove()
}, 120_000)

async function begun(history: History): Promise<RunId> {
  const { answer, turn } = firstTurn()
  await history.begin(turn)
  return answer.runId
}
