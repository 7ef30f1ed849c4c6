import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { History } from '../../src/main/history/history'
import { openHistory } from '../../src/main/history/open-history'
import { endedWith, firstTurn, saying } from '../../src/main/history/sample-turns'
import { Transfers } from '../../src/main/transfer/transfers'
import { corpus } from '../corpus/corpus'
import { writeChatGptExport } from '../corpus/chatgpt-export'
import { FRAME_MS, pick, type Experiment, type Sample } from '../experiment'
import { percentile } from '../interval'

const THREADS = resolve(import.meta.dirname, '../../out/main')
const MESSAGES = { full: 40_000, quick: 10_000 }
const SEED = 5
/** How long an answer streams, a line for each display frame, and how long nobody asks after it. */
const ANSWER_MS = 150
const PAUSE_MS = 100

const CALLS = ['begin', 'append', 'end'] as const
type Times = Record<(typeof CALLS)[number], number[]>

const worst = (sample: Sample, which = ''): number => Math.max(...CALLS.map((call) => pick(sample, `${call}${which}`)))

/** How long a question, a line of an answer and its end wait for the disk while an import runs: the slowest of them. */
export const importCommit: Experiment = {
  rows: [
    {
      name: 'import-p95',
      unit: 'ms',
      peer: 'a frame at 60 Hz',
      bar: { atMost: 1 },
      judged: 'ratio',
      value: (sample) => worst(sample),
      peerValue: () => FRAME_MS,
      figure: (sample) => worst(sample) / FRAME_MS,
      self: (sample) => worst(sample, ' odd') / worst(sample, ' even')
    }
  ],
  rounds: { full: 6, quick: 1 },
  async open(size) {
    const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
    const file = join(folder, 'conversations.json')
    await writeChatGptExport(file, corpus({ messages: MESSAGES[size], seed: SEED }))
    return {
      round: async () => figures(await timesDuring(file)),
      close: () => {
        rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
        return Promise.resolve()
      }
    }
  }
}

async function timesDuring(file: string): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
  const { history, imports, file: database } = await openHistory({ folder, threads: THREADS })
  const quiet = (): void => undefined
  const ports = { onProgress: quiet, onImported: quiet }
  const transfers = new Transfers({ history: database, imports, threads: THREADS, ...ports })
  let answering = false
  transfers.giveWayWhile(() => answering)
  const times: Times = { begin: [], append: [], end: [] }
  try {
    let over = false
    const imported = transfers.import(file).finally(() => (over = true))
    while (!over) {
      await passed(PAUSE_MS)
      answering = true
      await answered(history, times)
      answering = false
    }
    const { state } = await imported
    if (state !== 'done') throw new Error(state)
    return times
  } finally {
    await history.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function answered(history: History, times: Times): Promise<void> {
  const { answer, turn } = firstTurn('What comes in?')
  await timed(times.begin, () => history.begin(turn))
  const untilMs = performance.now() + ANSWER_MS
  for (let seq = 0; performance.now() < untilMs; seq++) {
    const next = passed(FRAME_MS)
    await timed(times.append, () => history.append(answer.runId, saying(answer.runId, seq, 'some words ')))
    await next
  }
  await timed(times.end, () => history.end(answer.runId, endedWith('some words')))
}

async function timed(times: number[], call: () => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  await call()
  times.push(performance.now() - startedMs)
}

function figures(times: Times): Sample {
  const p95s = (which: string, isIn: (at: number) => boolean): Sample =>
    Object.fromEntries(CALLS.map((call) => [call + which, percentile(times[call].filter((_ms, at) => isIn(at)), 0.95)]))
  return { ...p95s('', () => true), ...p95s(' even', (at) => at % 2 === 0), ...p95s(' odd', (at) => at % 2 === 1) }
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
