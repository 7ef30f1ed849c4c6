import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { DemoAnswer } from './demo-answer'
import { pieces } from './pieces'

export interface AnswerHead {
  readonly id: string
  readonly created: number
  readonly model: string
}

export interface Delivery {
  readonly head: AnswerHead
  readonly promptTokens: number
  readonly includeUsage: boolean
  /** Waits that long, or less when the client has gone. */
  readonly wait: (ms: number) => Promise<void>
}

// A brisk hosted model: about 70 pieces a second, after a third of a second.
const FIRST_MS = 350
const PIECE_MS = 14
const SLOW_FACTOR = 12

/** Streams an answer as events; cuts the connection where the answer says so. Ends early when the client has gone. */
export async function streamAnswer(response: ServerResponse, answer: DemoAnswer, delivery: Delivery): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  const send = (delta: object, finish: string | null = null): Promise<void> =>
    write(response, { ...chunkOf(delivery.head), choices: [{ index: 0, delta, finish_reason: finish }] })
  await delivery.wait(answer.slow ? FIRST_MS * 6 : FIRST_MS)
  await send({ role: 'assistant', content: '' })
  for (const { delta, waitMs } of deltas(answer)) {
    if (response.destroyed) return
    await delivery.wait(answer.slow ? waitMs * SLOW_FACTOR : waitMs)
    await send(delta)
  }
  if (answer.breakAt !== null) return cut(response)
  await send({}, finishOf(answer))
  const usage = { ...chunkOf(delivery.head), choices: [], usage: usageOf(answer, delivery) }
  if (delivery.includeUsage) await write(response, usage)
  response.end('data: [DONE]\n\n')
}

/** The same answer in one piece, for a request without `stream`. */
export function wholeAnswer(answer: DemoAnswer, delivery: Pick<Delivery, 'head' | 'promptTokens'>): object {
  const message = {
    role: 'assistant',
    content: answer.text,
    ...(answer.reasoning === '' ? {} : { reasoning_content: answer.reasoning }),
    ...(answer.calls.length === 0 ? {} : { tool_calls: answer.calls.map(wholeCall) })
  }
  return {
    ...delivery.head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finishOf(answer) }],
    usage: usageOf(answer, delivery)
  }
}

function* deltas(answer: DemoAnswer): Generator<{ delta: object; waitMs: number }> {
  const shown = answer.breakAt === null ? answer.text : answer.text.slice(0, answer.breakAt)
  let number = 0
  for (const piece of pieces(answer.reasoning)) yield { delta: { reasoning_content: piece }, waitMs: rhythm(number++) }
  for (const piece of pieces(shown)) yield { delta: { content: piece }, waitMs: rhythm(number++) }
  for (const [index, { id, name, arguments: text }] of answer.calls.entries()) {
    const opening = { index, id, type: 'function', function: { name, arguments: '' } }
    yield { delta: { tool_calls: [opening] }, waitMs: 120 }
    for (const piece of pieces(text)) {
      yield { delta: { tool_calls: [{ index, function: { arguments: piece } }] }, waitMs: 40 }
    }
  }
}

/** Uneven like a model's, but the same every time: short runs, with a pause now and then. */
function rhythm(number: number): number {
  if (number % 61 === 60) return PIECE_MS * 9
  return PIECE_MS * (0.4 + ((number * 7) % 11) / 9)
}

function finishOf(answer: DemoAnswer): string {
  return answer.calls.length > 0 ? 'tool_calls' : 'stop'
}

function usageOf(answer: DemoAnswer, { promptTokens }: Pick<Delivery, 'promptTokens'>): object {
  const called = answer.calls.map((call) => call.name + call.arguments).join('')
  const completion = pieces(answer.reasoning).length + pieces(answer.text).length + pieces(called).length
  return { prompt_tokens: promptTokens, completion_tokens: completion, total_tokens: promptTokens + completion }
}

function wholeCall(call: DemoAnswer['calls'][number]): object {
  return { id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } }
}

function chunkOf(head: AnswerHead): object {
  return { ...head, object: 'chat.completion.chunk' }
}

/** Lets what was said go out first, or the client would see a refused request instead of a broken answer. */
async function cut(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => response.write(': cut\n\n', () => resolve()))
  response.destroy()
}

async function write(response: ServerResponse, event: object): Promise<void> {
  if (response.destroyed) return
  if (response.write(`data: ${JSON.stringify(event)}\n\n`)) return
  const gone = new AbortController()
  const stop = (): void => gone.abort()
  response.once('close', stop)
  await once(response, 'drain', { signal: gone.signal }).catch((error: unknown) => {
    if (!gone.signal.aborted) throw error
  })
  response.off('close', stop)
}
