import { asArray, asCount, asObject, asText, type JsonObject } from './json-shape'

/** A piece of one tool call, as a provider sent it: everything may be missing. */
export interface ToolPiece {
  readonly index: number | null
  readonly id: string
  readonly name: string
  readonly arguments: string
}

/** What one chunk adds to the answer; empty strings where it adds nothing. */
export interface Delta {
  readonly text: string
  readonly reasoning: string
  readonly refusal: string
  readonly tools: readonly ToolPiece[]
}

/** Reads `choices[0].delta`, or the `message` of an answer that was not streamed. */
export function readDelta(delta: JsonObject): Delta {
  const content = delta['content']
  const parts = typeof content === 'string' ? null : readParts(content)
  return {
    text: parts === null ? asText(content) : parts.text,
    reasoning: readReasoning(delta) || (parts?.reasoning ?? ''),
    refusal: asText(delta['refusal']) || (parts?.refusal ?? ''),
    tools: readTools(delta)
  }
}

/** Nothing is added by it. */
export function isEmpty(delta: Delta): boolean {
  return delta.text === '' && delta.reasoning === '' && delta.refusal === '' && delta.tools.length === 0
}

/**
 * Providers put reasoning into one of these fields, best first; several at once hold the same text. Each is named
 * where it is read: a loop over their names would cost every delta as much as the rest of it.
 */
function readReasoning(delta: JsonObject): string {
  return (
    plainText(delta['reasoning_content']) ||
    plainText(delta['reasoning']) ||
    plainText(delta['thinking']) ||
    plainText(delta['reasoning_text']) ||
    plainText(delta['reasoning_details'])
  )
}

interface Parts {
  text: string
  reasoning: string
  refusal: string
}

function readParts(content: unknown): Parts {
  const parts: Parts = { text: '', reasoning: '', refusal: '' }
  for (const item of Array.isArray(content) ? asArray(content) : [content]) addPart(parts, item)
  return parts
}

function addPart(parts: Parts, item: unknown): void {
  if (typeof item === 'string') {
    parts.text += item
    return
  }
  const part = asObject(item)
  switch (part?.['type'] ?? 'text') {
    case 'text':
    case 'output_text':
      parts.text += plainText(part?.['text'])
      return
    case 'thinking':
    case 'reasoning':
    case 'reasoning_content':
      parts.reasoning += plainText(part?.['thinking'] ?? part?.['reasoning'] ?? part)
      return
    case 'refusal':
      parts.refusal += asText(part?.['refusal'])
      return
    default:
  }
}

/** How deep text is looked for in objects and lists of unknown shape. */
const MAX_DEPTH = 4

function plainText(value: unknown): string {
  // Most fields are missing from most deltas: what can be inlined answers for them.
  if (typeof value === 'string') return value
  return value === undefined ? '' : nestedText(value, 0)
}

/** The text of a string, of `{ text }`, `{ content }`, `{ summary }` or `{ value }`, or of a list of these. */
function nestedText(value: unknown, depth: number): string {
  if (typeof value === 'string') return value
  if (depth === MAX_DEPTH) return ''
  if (Array.isArray(value)) return asArray(value).map((item) => nestedText(item, depth + 1)).join('')
  const holder = asObject(value)
  if (!holder) return ''
  return nestedText(holder['text'] ?? holder['content'] ?? holder['summary'] ?? holder['value'], depth + 1)
}

const NO_TOOLS: readonly ToolPiece[] = []

function readTools(delta: JsonObject): readonly ToolPiece[] {
  const legacy = asObject(delta['function_call'])
  if (delta['tool_calls'] === undefined && !legacy) return NO_TOOLS
  const calls = asArray(delta['tool_calls']).map(readToolCall)
  return legacy ? [...calls, readFunction(legacy, 0, '')] : calls
}

function readToolCall(value: unknown): ToolPiece {
  const call = asObject(value) ?? {}
  const id = asText(call['id'])
  // Some gateways send the word "null" where they have no id.
  // A few leave the function out and put its name and arguments into the call itself.
  return readFunction(asObject(call['function']) ?? call, asCount(call['index']), id === 'null' ? '' : id)
}

function readFunction(called: JsonObject, index: number | null, id: string): ToolPiece {
  const args = called['arguments']
  const isText = typeof args === 'string' || args === undefined || args === null
  return { index, id, name: asText(called['name']), arguments: isText ? asText(args) : JSON.stringify(args) }
}
