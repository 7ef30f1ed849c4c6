import type { Finish } from '../../shared/domain/run'
import type { Usage } from '../../shared/domain/stats'
import type { Fault } from '../../shared/fault'
import { faultError } from '../fault-error'
import type { StreamEvent } from './event-decoder'
import { finishMeaning } from './finish-reason'
import type { Delta } from './read-delta'
import { readEvent, type Chunk, type Reading } from './read-event'
import { fullerUsage } from './read-usage'
import type { RunUpdate } from './run'
import { ThinkSplit, type Split } from './think-split'
import { ToolAssembler } from './tool-assembler'
import { WholeCharacters } from './whole-characters'

/** A piece of an answer as it grows. */
export type Piece = Exclude<RunUpdate, { type: 'run-note' }>

/** How an attempt's stream ended. */
export type Verdict =
  | { readonly kind: 'finished'; readonly finish: Finish; readonly rawFinish: string }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly rawFinish: string }

/** An answer longer than this is refused, in characters. */
export const MAX_ANSWER_CHARS = 64 * 1024 * 1024

export interface AnswerReaderOptions {
  onPiece(piece: Piece): void
  /** Ids for tool calls that come without one. */
  makeCallId(): string
}

/** Events of one attempt to pieces of its answer, and at the end a verdict. Knows no network and no clock. */
export class AnswerReader {
  readonly #tools: ToolAssembler
  readonly #think = new ThinkSplit()
  readonly #reasoning = new WholeCharacters()
  readonly #text = new WholeCharacters()
  #chars = 0
  readonly #given = new Set<Piece['type']>()
  #events = 0
  #skipped = 0
  #rawFinish: string | null = null
  #done = false
  #whole = false
  #usage: Usage | null = null
  #fault: Fault | null = null
  /** What the provider said besides the answer, after the last piece of it. */
  #strayWords: Fault | null = null

  constructor(private readonly options: AnswerReaderOptions) {
    this.#tools = new ToolAssembler(() => options.makeCallId())
  }

  /** Nothing that comes later can change the answer: `[DONE]` or an error was there. */
  get isOver(): boolean {
    return this.#done || this.#fault !== null
  }

  /** A finish reason was there. More may follow, but the answer is complete without it. */
  get isFinished(): boolean {
    return this.isOver || this.#whole || this.#rawFinish !== null
  }

  get skippedEvents(): number {
    return this.#skipped
  }

  get usage(): Usage | null {
    return this.#usage
  }

  /** Throws an `overflow` fault when the answer grows past its bounds. */
  take(event: StreamEvent): void {
    readEvent(event, this.#takeReading)
  }

  /** Gives out what was held back and judges; `broken` is what went wrong on the wire, if anything. */
  end(broken: Fault | null): Verdict {
    this.#giveText(this.#think.end())
    this.#giveWhole(this.#reasoning.end(), this.#text.end())
    const finished = this.#fault === null && this.isFinished
    if (finished) this.#give(this.#tools.end())
    const rawFinish = this.#rawFinish ?? ''
    const fault = this.#fault ?? this.#finishFault() ?? (finished ? this.#emptyFault() : broken ?? this.#cutFault())
    if (fault) return { kind: 'fault', fault, rawFinish }
    return { kind: 'finished', finish: this.#finish(rawFinish), rawFinish }
  }

  readonly #takeReading = (reading: Reading): void => {
    if (this.isOver) return
    switch (reading.kind) {
      case 'skipped':
        this.#skipped++
        return
      case 'done':
        this.#done = true
        return
      case 'chunk':
        this.#events++
        this.#applyChunk(reading)
        return
      case 'nothing':
        this.#strayWords = reading.words ?? this.#strayWords
    }
  }

  #applyChunk(chunk: Chunk): void {
    if (chunk.delta) this.#applyDelta(chunk.whole ? this.#unsaid(chunk.delta) : chunk.delta)
    if (chunk.whole) this.#whole = true
    if (chunk.usage) this.#usage = fullerUsage(this.#usage, chunk.usage)
    if (chunk.finish !== '') this.#rawFinish = chunk.finish
    if (chunk.fault) this.#fault = chunk.fault
  }

  /** A gateway may send the whole message once more at the end of its pieces; what came before is left out. */
  #unsaid(message: Delta): Delta {
    const given = this.#given
    return {
      text: given.has('text-delta') ? '' : message.text,
      reasoning: given.has('reasoning-delta') ? '' : message.reasoning,
      refusal: given.has('refusal-delta') ? '' : message.refusal,
      tools: given.has('tool-delta') ? [] : message.tools
    }
  }

  #applyDelta(delta: Delta): void {
    if (delta.reasoning !== '') this.#giveText({ reasoning: delta.reasoning, text: '' })
    this.#giveText(this.#think.feed(delta.text))
    if (delta.refusal !== '') this.#givePiece({ type: 'refusal-delta', text: delta.refusal })
    for (const tool of delta.tools) this.#give(this.#tools.take(tool))
  }

  #giveText(split: Split): void {
    this.#giveWhole(this.#reasoning.feed(split.reasoning), this.#text.feed(split.text))
  }

  #giveWhole(reasoning: string, text: string): void {
    if (reasoning !== '') this.#givePiece({ type: 'reasoning-delta', text: reasoning })
    if (text !== '') this.#givePiece({ type: 'text-delta', text })
  }

  #give(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.#givePiece(piece)
  }

  #givePiece(piece: Piece): void {
    this.#chars += piece.type === 'tool-delta' ? piece.arguments.length : piece.text.length
    if (this.#chars > MAX_ANSWER_CHARS) {
      throw faultError('overflow', `the answer is longer than ${MAX_ANSWER_CHARS} characters`)
    }
    this.#given.add(piece.type)
    this.#strayWords = null
    this.options.onPiece(piece)
  }

  #finish(rawFinish: string): Finish {
    const meaning = finishMeaning(rawFinish)
    // Ollama, Gemini and others end an answer that calls tools with "stop".
    if (meaning === 'stop' || meaning === 'error') return this.#tools.count > 0 ? 'tool_calls' : 'stop'
    return meaning
  }

  #finishFault(): Fault | null {
    if (this.#rawFinish === null || finishMeaning(this.#rawFinish) !== 'error') return null
    return { kind: 'provider_error', message: `the provider ended the answer with "${this.#rawFinish.slice(0, 80)}"` }
  }

  #emptyFault(): Fault | null {
    if (this.#rawFinish !== null || this.#chars > 0) return null
    return this.#strayWords ?? { kind: 'empty_response', message: 'the provider ended the stream without an answer' }
  }

  #cutFault(): Fault {
    if (this.#strayWords) return this.#strayWords
    if (this.#events === 0) return { kind: 'empty_response', message: 'the provider sent no answer at all' }
    return { kind: 'truncated', message: 'the stream ended before the answer did' }
  }
}
