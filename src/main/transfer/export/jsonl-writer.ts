import type { Message } from '../../../shared/domain/message'
import type { StoredImage } from '../../history/stored-image'
import type { ExportWriter } from './export-writer'
import { dataUrlOf } from '../../image-data'

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
    message: (message, _request, images) => element(wireMessage(message, images)),
    conversationEnd: () => ']}\n',
    end: () => ''
  }
}

function wireMessage(message: Message, images: readonly StoredImage[]): unknown {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: images.length === 0 ? message.text : partsOf(message.text, images) }
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

function partsOf(text: string, images: readonly StoredImage[]): unknown {
  const said = text.trim() === '' ? [] : [{ type: 'text', text }]
  return [...said, ...images.map((image) => ({ type: 'image_url', image_url: { url: dataUrlOf(image) } }))]
}
