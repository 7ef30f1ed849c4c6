import type { Message } from '../../../shared/domain/message'
import type { ExportWriter } from './export-writer'

/** OpenAI's messages: each line an object `{ messages }` with one conversation as it is shown. */
export function jsonlWriter(): ExportWriter {
  let first = true
  const element = (value: unknown): string => {
    const before = first ? '' : ','
    first = false
    return before + JSON.stringify(value)
  }
  return {
    whole: false,
    begin: () => '',
    folder: () => '',
    conversation: ({ systemPrompt }) => {
      first = true
      return `{"messages":[${systemPrompt === '' ? '' : element({ role: 'system', content: systemPrompt })}`
    },
    message: (message) => element(wireMessage(message)),
    conversationEnd: () => ']}\n',
    end: () => ''
  }
}

function wireMessage(message: Message): unknown {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: message.text }
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text }
    case 'assistant': {
      const calls = message.toolCalls.map((call) => ({
        id: call.id,
        type: 'function',
        function: { name: call.name, arguments: call.arguments }
      }))
      const content = message.text || message.refusal
      const said = content === '' && calls.length > 0 ? null : content
      return { role: 'assistant', content: said, ...(calls.length > 0 ? { tool_calls: calls } : {}) }
    }
  }
}
