import type { Image, ImageBytes, ImageId } from '../../shared/domain/image'
import type { Answer, Question, ToolResult } from '../../shared/domain/message'
import type { ToolCall } from '../../shared/domain/run'
import { dataUrlOf } from '../image-data'

/** A message as the protocol has it. */
export type WireMessage =
  | { readonly role: 'system' | 'user' | 'assistant'; readonly content: string; readonly prefix?: true }
  | { readonly role: 'user'; readonly content: readonly WirePart[] }
  | {
      readonly role: 'assistant'
      readonly content: string | null
      readonly tool_calls: readonly WireToolCall[]
      readonly reasoning_content?: string
    }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string }

/** A part of a question that has images: https://platform.openai.com/docs/api-reference/chat/create */
export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }

interface WireToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

/** A message as far as a request needs to know it. */
export type AskedMessage = Pick<Question, 'role' | 'text' | 'images'> | Answer | ToolResult

/** The bytes of an image; undefined when they are not at hand. */
export type ImageLookup = (id: ImageId) => ImageBytes | undefined

/** What a model is told of a call that nobody ran: a call without a result makes providers refuse the history. */
export const NOT_RUN = 'This tool was not run.'

/**
 * The messages of a path, in the protocol's terms, so that providers accept them: no empty answer, no tool result
 * without its call, no call without its result. `withReasoning` sends reasoning back within the running tool rounds.
 */
export function wireMessages(
  systemPrompt: string,
  path: readonly AskedMessage[],
  withReasoning: boolean,
  imageOf: ImageLookup = () => undefined
): WireMessage[] {
  const wire: WireMessage[] = []
  if (systemPrompt.trim() !== '') wire.push({ role: 'system', content: wellFormed(systemPrompt) })
  const lastQuestion = path.map((message) => message.role).lastIndexOf('user')
  for (const [at, message] of path.entries()) {
    if (message.role === 'user') wire.push(questionMessage(message, imageOf))
    if (message.role === 'assistant') {
      wire.push(...answerMessages(message, resultsAfter(path, at), withReasoning && at > lastQuestion, wire.length))
    }
  }
  return wire
}

/** A plain string where there is no image: not every server reads parts. */
export function questionMessage(
  { text, images = [] }: Pick<Question, 'text' | 'images'>,
  imageOf: ImageLookup
): WireMessage {
  const content = wellFormed(text)
  if (images.length === 0) return { role: 'user', content }
  const said: readonly WirePart[] = content.trim() === '' ? [] : [{ type: 'text', text: content }]
  return { role: 'user', content: [...said, ...images.map((image) => imagePart(image, imageOf(image.id)))] }
}

function imagePart({ type }: Image, found: ImageBytes | undefined): WirePart {
  const url = found ? dataUrlOf(found) : `data:${type};base64,${LEFT_OUT}`
  return { type: 'image_url', image_url: { url } }
}

/** Stands for the bytes where a request is shown and not sent. */
export const LEFT_OUT = 'IMAGE_LEFT_OUT'

function answerMessages(answer: Answer, results: ToolResult[], withReasoning: boolean, number: number): WireMessage[] {
  const content = wellFormed(answer.text || answer.refusal)
  const calls = answer.toolCalls.filter((call) => call.name !== '')
  if (calls.length === 0) return content.trim() === '' ? [] : [{ role: 'assistant', content }]
  const ids = uniqueIds(calls, number)
  const asked: WireMessage = {
    role: 'assistant',
    content: content === '' ? null : content,
    tool_calls: calls.map((call, index) => wireCall(call, ids[index] ?? call.id)),
    ...(withReasoning && answer.reasoning !== '' ? { reasoning_content: wellFormed(answer.reasoning) } : {})
  }
  const answered = calls.map((call, index): WireMessage => {
    const result = takeResult(results, call.id)
    return { role: 'tool', tool_call_id: ids[index] ?? call.id, content: wellFormed(result?.text ?? NOT_RUN) }
  })
  return [asked, ...answered]
}

function resultsAfter(path: readonly AskedMessage[], at: number): ToolResult[] {
  const results: ToolResult[] = []
  for (const message of path.slice(at + 1)) {
    if (message.role !== 'tool') break
    results.push(message)
  }
  return results
}

/** Takes it out, because some providers give every call of an answer the same id. */
function takeResult(results: ToolResult[], callId: string): ToolResult | undefined {
  const index = results.findIndex((result) => result.callId === callId)
  return index < 0 ? undefined : results.splice(index, 1)[0]
}

function uniqueIds(calls: readonly ToolCall[], number: number): string[] {
  const used = new Set<string>()
  return calls.map((call, index) => {
    const id = call.id === '' || used.has(call.id) ? `call_${number}_${index}` : call.id
    used.add(id)
    return id
  })
}

function wireCall(call: ToolCall, id: string): WireToolCall {
  // Ollama and others parse the arguments of the history and refuse the whole request when one is not an object.
  const args = isJsonObject(call.arguments) ? wellFormed(call.arguments) : '{}'
  return { id, type: 'function', function: { name: call.name, arguments: args } }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    // A call that was cut off in mid-argument: expected, and answered by the caller.
    return false
  }
}

/** Replaces lone surrogates, which no UTF-8 body can carry; String.toWellFormed is newer than our oldest Node. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}
