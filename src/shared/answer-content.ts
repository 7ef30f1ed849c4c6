import { assertNever } from './assert-never'
import type { AnswerContent } from './domain/message'
import type { AnswerState, Attempt, AttemptWay, Seam, ToolCall } from './domain/run'
import type { FrameBody, RunNote } from './ipc/frames'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** An answer that grows. Plain data: main's registry, the recovery of the journal and the view all build it alike. */
export type GrowingContent = Mutable<Omit<AnswerContent, 'pastReasoning' | 'toolCalls' | 'seams' | 'attempts'>> & {
  pastReasoning: string[]
  toolCalls: Mutable<ToolCall>[]
  seams: Seam[]
  attempts: Attempt[]
}

export function emptyContent(state: AnswerState = { phase: 'waiting' }): GrowingContent {
  return {
    text: '',
    reasoning: '',
    pastReasoning: [],
    refusal: '',
    toolCalls: [],
    seams: [],
    attempts: [],
    skippedEvents: 0,
    state
  }
}

/** A copy that can grow on its own, for a view that joins or a run that goes on from what is stored. */
export function copyContent(content: AnswerContent): GrowingContent {
  return {
    text: content.text,
    reasoning: content.reasoning,
    pastReasoning: [...content.pastReasoning],
    refusal: content.refusal,
    toolCalls: content.toolCalls.map((call) => ({ ...call })),
    seams: [...content.seams],
    attempts: [...content.attempts],
    skippedEvents: content.skippedEvents,
    state: content.state
  }
}

/** Applies one frame in place. Frames of a run applied in order give the answer as every view shows it. */
export function applyFrame(content: GrowingContent, frame: FrameBody): void {
  switch (frame.type) {
    case 'run-start':
      content.state = { phase: 'waiting' }
      return
    case 'text-delta':
      content.text += frame.text
      content.state = STREAMING
      return
    case 'reasoning-delta':
      content.reasoning += frame.text
      content.state = STREAMING
      return
    case 'refusal-delta':
      content.refusal += frame.text
      content.state = STREAMING
      return
    case 'tool-delta':
      growToolCall(content, frame)
      content.state = STREAMING
      return
    case 'run-note':
      applyNote(content, frame.note)
      return
    case 'run-usage':
      return
    case 'run-end':
      content.state =
        frame.finish === null
          ? { phase: 'stopped' }
          : { phase: 'ended', finish: frame.finish, rawFinish: frame.rawFinish }
      return
    case 'run-fail':
      content.state = { phase: frame.outcome, fault: frame.fault }
      return
    default:
      assertNever(frame)
  }
}

const STREAMING: AnswerState = { phase: 'streaming' }

function growToolCall(content: GrowingContent, delta: Extract<FrameBody, { type: 'tool-delta' }>): void {
  while (content.toolCalls.length <= delta.index) content.toolCalls.push({ id: '', name: '', arguments: '' })
  const call = content.toolCalls[delta.index]
  if (!call) return
  if (delta.id !== undefined) call.id = delta.id
  if (delta.name !== undefined) call.name = delta.name
  call.arguments += delta.arguments
}

function applyNote(content: GrowingContent, note: RunNote): void {
  switch (note.kind) {
    case 'attempt-started':
      forgetPartialAttempt(content, note.way)
      content.state = { phase: 'waiting' }
      return
    case 'attempt-ended':
      content.attempts.push(note.attempt)
      return
    case 'retry-scheduled':
      content.state = { phase: 'retrying', retry: note.retry }
      return
    case 'seam':
      content.seams.push(note.seam)
      return
    case 'events-skipped':
      content.skippedEvents = note.total
      return
    default:
      assertNever(note)
  }
}

/** A tool call that broke off is made anew by any further attempt; reasoning goes on only where the text does. */
function forgetPartialAttempt(content: GrowingContent, way: AttemptWay): void {
  content.toolCalls = []
  if (way === 'continue') return
  if (content.reasoning !== '') content.pastReasoning.push(content.reasoning)
  content.reasoning = ''
}
