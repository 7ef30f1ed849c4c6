import { describe, expect, it } from 'vitest'
import { applyFrame, copyContent, emptyContent } from './answer-content'
import type { AttemptWay } from './domain/run'
import type { FrameBody } from './ipc/frames'

function built(frames: readonly FrameBody[]): ReturnType<typeof emptyContent> {
  const content = emptyContent()
  for (const frame of frames) applyFrame(content, frame)
  return content
}

const started = (attempt: number, way: AttemptWay): FrameBody => ({
  type: 'run-note',
  note: { kind: 'attempt-started', attempt, way, startedAtMs: 1 }
})

describe('applyFrame', () => {
  it('grows text, reasoning and refusal apart', () => {
    const content = built([
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      { type: 'refusal-delta', text: 'no' }
    ])
    expect(content).toMatchObject({ text: 'Hello', reasoning: 'hm', refusal: 'no', state: { phase: 'streaming' } })
  })

  it('assembles tool calls by index, whatever order they come in', () => {
    const content = built([
      { type: 'tool-delta', index: 1, id: 'b', name: 'two', arguments: '{' },
      { type: 'tool-delta', index: 0, id: 'a', name: 'one', arguments: '{"x"' },
      { type: 'tool-delta', index: 0, arguments: ':1}' },
      { type: 'tool-delta', index: 1, arguments: '}' }
    ])
    expect(content.toolCalls).toEqual([
      { id: 'a', name: 'one', arguments: '{"x":1}' },
      { id: 'b', name: 'two', arguments: '{}' }
    ])
  })

  it('folds the reasoning of an attempt that is repeated, and drops its partial tool calls', () => {
    const content = built([
      started(1, 'first'),
      { type: 'reasoning-delta', text: 'first thought' },
      { type: 'tool-delta', index: 0, id: 'a', name: 'one', arguments: '{"x' },
      started(2, 'repeat'),
      { type: 'reasoning-delta', text: 'second' }
    ])
    expect(content).toMatchObject({ pastReasoning: ['first thought'], reasoning: 'second', toolCalls: [] })
  })

  it('keeps text and reasoning when an attempt continues', () => {
    const content = built([
      { type: 'reasoning-delta', text: 'why' },
      { type: 'text-delta', text: 'Half' },
      started(2, 'continue'),
      { type: 'text-delta', text: ' and half' }
    ])
    expect(content).toMatchObject({ text: 'Half and half', reasoning: 'why', pastReasoning: [] })
  })

  it('ends once, in the state the last frame says', () => {
    const stats = {
      chunks: 0,
      tokens: 0,
      tokensExact: false,
      firstTokenMs: null,
      elapsedMs: 0,
      tokensPerSecond: null,
      tokensPerSecondNow: null,
      longestStallMs: 0,
      attempts: 1,
      perSecond: []
    }
    const fault = { kind: 'truncated', message: 'cut' } as const
    expect(built([{ type: 'run-end', finish: null, rawFinish: '', stats }]).state).toEqual({ phase: 'stopped' })
    expect(built([{ type: 'run-end', finish: 'stop', rawFinish: 'end_turn', stats }]).state).toEqual({
      phase: 'ended',
      finish: 'stop',
      rawFinish: 'end_turn'
    })
    expect(built([{ type: 'run-fail', outcome: 'interrupted', fault, stats }]).state).toEqual({
      phase: 'interrupted',
      fault
    })
  })
})

describe('copyContent', () => {
  it('grows on its own', () => {
    const one = built([{ type: 'tool-delta', index: 0, id: 'a', name: 'one', arguments: '{' }])
    const other = copyContent(one)
    applyFrame(other, { type: 'tool-delta', index: 0, arguments: '}' })
    expect(one.toolCalls[0]?.arguments).toBe('{')
  })
})
