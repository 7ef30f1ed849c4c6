import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { emptyContent } from '../../src/shared/answer-content'
import type { RunId } from '../../src/shared/domain/ids'
import { LiveAnswer } from '../../src/main/chat/live-answer'
import type { History } from '../../src/main/history/history'
import { openHistory } from '../../src/main/history/open-history'
import { firstTurn } from '../../src/main/history/sample-turns'
import { Coalescer } from '../../src/main/stream/coalescer'
import { systemClock } from '../../src/main/stream/system-clock'
import { differenceRow, FRAME_MS, inTurn, pick, type Experiment, type RowSpec, type Sample } from '../experiment'
import { percentile } from '../interval'

/** The threads of the built app. */
const THREADS = resolve(import.meta.dirname, '../../out/main')
/** Far more than a model writes, in chunks a second. */
const RATE = 1_000
const SECONDS = { full: 4, quick: 1 }
const TICK_MS = 4
const PIECE = ' word'

const costRow = differenceRow({
  name: 'persist',
  unit: '% of a core',
  peer: `shown without a commit, ${RATE} chunks/s`,
  quickly: 'for 1 s',
  bar: { atMost: 1 },
  ours: 'journal',
  theirs: 'nothing'
})

/** Not asked against a peer: how long one commit takes, there and back; the odd ones beside the even. */
function commitRow(name: string, figure: string): RowSpec {
  return {
    name,
    unit: 'ms',
    peer: 'a frame at 60 Hz',
    bar: { atMost: 1 },
    judged: 'ratio',
    value: (sample) => pick(sample, figure),
    peerValue: () => FRAME_MS,
    figure: (sample) => pick(sample, figure) / FRAME_MS,
    self: (sample) => pick(sample, `${figure} odd`) / pick(sample, `${figure} even`)
  }
}

/** What it costs that text is on disk before it is shown: the app's own road from the coalescer to the views. */
export const persist: Experiment = {
  rows: [costRow, commitRow('persist-p50', 'p50'), commitRow('persist-p95', 'p95')],
  rounds: { full: 15, quick: 2 },
  async open(size) {
    const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
    const { history } = await openHistory({ folder, threads: THREADS })
    const times: number[] = []
    // Timed as well, so that what the timing costs is on both sides.
    const nothing = { append: () => timed([], () => Promise.resolve()) }
    const stream = (journal: (runId: RunId) => Journal) => async () => {
      const { answer, turn } = firstTurn()
      await history.begin(turn)
      return percentOfCore(() => streamed(answer.runId, journal(answer.runId), SECONDS[size]))
    }
    const timedJournal = (): Journal => ({
      append: (runId, frames) => timed(times, () => history.append(runId, frames))
    })
    const measures = { journal: stream(timedJournal), nothing: stream(() => nothing) }
    return {
      round: async (turn) => {
        times.length = 0
        const sample = await inTurn(measures, turn)
        const [even, odd] = [0, 1].map((rest) => times.filter((_ms, at) => at % 2 === rest))
        return { ...sample, ...commitFigures(times), ...commitFigures(even, ' even'), ...commitFigures(odd, ' odd') }
      },
      close: async () => {
        await history.close()
        rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
      }
    }
  }
}

function commitFigures(times: readonly number[] = [], which = ''): Sample {
  return { [`p50${which}`]: percentile(times, 0.5), [`p95${which}`]: percentile(times, 0.95) }
}

type Journal = Pick<History, 'append'>

async function timed(times: number[], append: () => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  await append()
  times.push(performance.now() - startedMs)
}

async function percentOfCore(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return ((user + system) / 1_000 / (performance.now() - startedMs)) * 100
}

/** Chunks at an even pace through the coalescer and the journal to one view. */
async function streamed(runId: RunId, journal: Journal, seconds: number): Promise<void> {
  const { conversation, answer } = firstTurn()
  const run = { runId, conversationId: conversation.id, messageId: answer.id }
  const live = new LiveAnswer(run, emptyContent(), journal, (fault) => {
    throw new Error(`the disk refused: ${fault.message}`)
  })
  live.attach({ id: 1, push: () => undefined })
  const coalescer = new Coalescer({ mode: 'frame' }, systemClock, (updates) => live.take(updates))
  await evenly(seconds * RATE, RATE, () => coalescer.add({ type: 'text-delta', text: PIECE }))
  coalescer.close()
  await live.settled()
}

function evenly(count: number, rate: number, give: () => void): Promise<void> {
  return new Promise((resolve) => {
    const startedMs = performance.now()
    let given = 0
    const tick = setInterval(() => {
      const due = Math.min(count, ((performance.now() - startedMs) / 1_000) * rate)
      for (; given < due; given++) give()
      if (given < count) return
      clearInterval(tick)
      resolve()
    }, TICK_MS)
  })
}
