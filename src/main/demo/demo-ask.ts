/** A chat request as the demo understands it; everything else in the body is ignored. */
export interface DemoAsk {
  readonly model: string
  readonly messages: readonly DemoMessage[]
  readonly stream: boolean
  readonly includeUsage: boolean
  /** Names of the offered tools. */
  readonly tools: readonly string[]
}

export interface DemoMessage {
  readonly role: string
  readonly text: string
  readonly callsTools: boolean
  /** Set in a tool's result. */
  readonly callId: string
  /** Calls of an assistant's message: id to tool name. */
  readonly calls: ReadonlyMap<string, string>
}

/** Null when the body is not a chat request. */
export function readDemoAsk(body: unknown): DemoAsk | null {
  if (!isRecord(body) || typeof body['model'] !== 'string' || !Array.isArray(body['messages'])) return null
  const messages = body['messages'].filter(isRecord).map(readMessage)
  if (messages.length === 0) return null
  const options = body['stream_options']
  return {
    model: body['model'],
    messages,
    stream: body['stream'] === true,
    includeUsage: isRecord(options) && options['include_usage'] === true,
    tools: Array.isArray(body['tools']) ? body['tools'].flatMap(toolName) : []
  }
}

function readMessage(message: Record<string, unknown>): DemoMessage {
  const calls = Array.isArray(message['tool_calls']) ? message['tool_calls'].filter(isRecord) : []
  return {
    role: text(message['role']),
    text: contentText(message['content']),
    callsTools: calls.length > 0,
    callId: text(message['tool_call_id']),
    calls: new Map(calls.map((call) => [text(call['id']), toolName(call)[0] ?? '']))
  }
}

function contentText(content: unknown): string {
  if (!Array.isArray(content)) return text(content)
  return content.filter(isRecord).map((part) => text(part['text'])).join('')
}

function toolName(tool: unknown): string[] {
  if (!isRecord(tool) || !isRecord(tool['function'])) return []
  return [text(tool['function']['name'])]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
