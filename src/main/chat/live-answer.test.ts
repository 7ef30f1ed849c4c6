import { describe, expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { Fault } from '../../shared/fault'
import type { Frame, FrameBody } from '../../shared/ipc/frames'
import { faultError } from '../fault-error'
import { LiveAnswer } from './live-answer'

const run = { runId: 'r' as RunId, conversationId: 'c' as ConversationId, messageId: 'a' as MessageId }
const text = (value: string): FrameBody => ({ type: 'text-delta', text: value })
const stats = {
  chunks: 1,
  tokens: 1,
  tokensExact: false,
  firstTokenMs: 1,
  elapsedMs: 1,
  tokensPerSecond: null,
  tokensPerSecondNow: null,
  longestStallMs: 0,
  attempts: 1,
  perSecond: []
}
const end: FrameBody = { type: 'run-end', finish: 'stop', rawFinish: 'stop', stats }

/** A journal whose commits settle when the test says so: the real one cannot be held between commit and answer. */
class HeldJournal {
  readonly commits: { frames: readonly Frame[]; settle: (error?: Error) => void }[] = []

  append(_: RunId, frames: readonly Frame[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.commits.push({ frames, settle: (error) => (error ? reject(error) : resolve()) })
    })
  }
}

class Watcher {
  readonly frames: Frame[] = []
  constructor(readonly id: number) {}
  push(_: 'chat:frames', event: { frames: readonly Frame[] }): void {
    this.frames.push(...event.frames)
  }
  get text(): string {
    return this.frames.map((frame) => (frame.type === 'text-delta' ? frame.text : '')).join('')
  }
}

interface Opened {
  readonly journal: HeldJournal
  readonly answer: LiveAnswer
  readonly faults: Fault[]
  readonly settle: (at: number) => Promise<void>
}

function opened(): Opened {
  const journal = new HeldJournal()
  const faults: Fault[] = []
  const answer = new LiveAnswer(run, emptyContent(), journal, (fault) => faults.push(fault))
  const settle = async (at: number): Promise<void> => {
    journal.commits[at]?.settle()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { journal, answer, faults, settle }
}

describe('LiveAnswer', () => {
  it('shows nothing that is not committed', async () => {
    const { answer, settle } = opened()
    const view = new Watcher(1)
    answer.attach(view)
    answer.take([text('Hel')])
    expect(view.text).toBe('')
    await settle(0)
    expect(view.text).toBe('Hel')
  })

  it('commits together what arrives while a commit is under way, in order and numbered without a gap', async () => {
    const { answer, journal, settle } = opened()
    const view = new Watcher(1)
    answer.attach(view)
    for (const piece of ['a', 'b', 'c', 'd']) answer.take([text(piece)])
    await settle(0)
    expect(journal.commits.map((commit) => commit.frames.length)).toEqual([1, 3])
    await settle(1)
    expect(view.text).toBe('abcd')
    expect(view.frames.map((frame) => frame.seq)).toEqual([0, 1, 2, 3])
  })

  it('gives a view that joins at any point the same answer as one that was there from the start', async () => {
    const { answer, settle } = opened()
    const joined: { beginning: string; seq: number; view: Watcher }[] = []
    for (let at = 0; at < 6; at++) {
      const view = new Watcher(at)
      const attached = answer.attach(view)
      joined.push({ beginning: attached.content.text, seq: attached.seq, view })
      answer.take([text(`${at} `)])
      await settle(at)
    }
    for (const { beginning, seq, view } of joined) {
      expect(beginning + view.text).toBe('0 1 2 3 4 5 ')
      expect(view.frames[0]?.seq).toBe(seq + 1)
    }
  })

  it('hands out copies: what a view was given does not grow behind its back', async () => {
    const { answer, settle } = opened()
    const { content } = answer.attach(new Watcher(1))
    answer.take([text('later')])
    await settle(0)
    expect(content.text).toBe('')
  })

  it('stops at the text that is on disk when the disk refuses, and says so in the last frame', async () => {
    const { answer, journal, faults, settle } = opened()
    const view = new Watcher(1)
    answer.attach(view)
    answer.take([text('kept')])
    await settle(0)
    answer.take([text('lost')])
    journal.commits[1]?.settle(faultError('disk_full', 'no space'))
    await answer.settled()
    answer.take([text('later')])
    const fault: Fault = { kind: 'disk_full', message: 'no space' }
    const content = await answer.finish({ type: 'run-fail', outcome: 'failed', fault, stats })
    expect(faults).toEqual([fault])
    expect(view.text).toBe('kept')
    expect(content).toMatchObject({ text: 'kept', state: { phase: 'failed', fault } })
    expect(view.frames.at(-1)?.type).toBe('run-fail')
  })

  it('goes on for the others when one window throws', async () => {
    const { answer, faults, settle } = opened()
    const view = new Watcher(2)
    const gone = (): void => {
      throw new Error('the frame was disposed')
    }
    answer.attach({ id: 1, push: gone })
    answer.attach(view)
    answer.take([text('seen')])
    await settle(0)
    expect(view.text).toBe('seen')
    expect(faults).toEqual([])
  })

  it('is silent once it has ended', async () => {
    const { answer, journal, settle } = opened()
    const view = new Watcher(1)
    answer.attach(view)
    const finished = answer.finish(end)
    await settle(0)
    await finished
    answer.take([text('late')])
    expect(view.frames.map((frame) => frame.type)).toEqual(['run-end'])
    expect(journal.commits).toHaveLength(1)
    expect(answer.attach(new Watcher(2)).live).toBe(false)
  })
})
