import { joined, placeholder, toolName } from './foreign-tool'
import { fieldsOf, listOf, textOf, timeOf, type Fields } from './json-shapes'

/** What one node of ChatGPT's tree says. */
export type NodeSaid =
  /** Nothing a person has seen: the root, system messages, hidden context. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'answer'; readonly text: string; readonly model: string; readonly rawFinish: string }
  | { readonly kind: 'thought'; readonly text: string; readonly model: string }
  /** To a tool; `code` is what it was sent. */
  | { readonly kind: 'call'; readonly tool: string; readonly code: string; readonly language: string; readonly model: string }
  | { readonly kind: 'result'; readonly text: string }

const NOTHING: NodeSaid = { kind: 'nothing' }

/** Marks of citations in ChatGPT's private characters; without its own page they mean nothing. */
const CITATION = /\ue200[^\ue200\ue201]*\ue201/g

export function saidBy(node: Fields): NodeSaid {
  const message = fieldsOf(node['message'])
  const metadata = fieldsOf(message['metadata'])
  if (metadata['is_visually_hidden_from_conversation'] === true) return NOTHING
  const content = fieldsOf(message['content'])
  switch (fieldsOf(message['author'])['role']) {
    case 'user':
      return asQuestion(content, metadata)
    case 'assistant':
      return asAnswer(message, content, metadata)
    case 'tool':
      return asResult(content)
    default:
      return NOTHING
  }
}

export function timeOfNode(node: Fields): number | null {
  return timeOf(fieldsOf(node['message'])['create_time'])
}

function asQuestion(content: Fields, metadata: Fields): NodeSaid {
  const type = content['content_type']
  if (type === 'user_editable_context' || type === 'model_editable_context') return NOTHING
  const files = listOf(metadata['attachments']).map((one) => placeholder(textOf(fieldsOf(one)['name'])))
  const images = files.filter((mark) => mark.startsWith('[image'))
  const said = textOfContent(content, images.length > 0)
  const text = joined(...files, said)
  return text === '' ? NOTHING : { kind: 'question', text }
}

function asAnswer(message: Fields, content: Fields, metadata: Fields): NodeSaid {
  const model = textOf(metadata['model_slug'])
  const type = content['content_type']
  if (type === 'thoughts') return { kind: 'thought', text: thoughtsOf(content), model }
  // Only says how long it took: "Thought for 6 s".
  if (type === 'reasoning_recap') return NOTHING
  const recipient = textOf(message['recipient'])
  const text = textOfContent(content, false)
  if (recipient !== '' && recipient !== 'all') {
    const language = textOf(content['language'])
    return { kind: 'call', tool: toolName(recipient), code: text, language: language === 'unknown' ? '' : language, model }
  }
  if (text === '') return NOTHING
  return { kind: 'answer', text, model, rawFinish: textOf(fieldsOf(metadata['finish_details'])['type']) }
}

function asResult(content: Fields): NodeSaid {
  const text = textOfContent(content, false)
  return text === '' ? NOTHING : { kind: 'result', text }
}

function thoughtsOf(content: Fields): string {
  return joined(
    ...listOf(content['thoughts']).map((thought) => {
      const { summary, content: text } = fieldsOf(thought)
      return joined(textOf(summary) === '' ? '' : `**${textOf(summary)}**`, textOf(text))
    })
  )
}

/** `imagesNamed`: the attachments have said already which images there are. */
function textOfContent(content: Fields, imagesNamed: boolean): string {
  const parts = listOf(content['parts']).map((part) => (typeof part === 'string' ? part : partOf(fieldsOf(part), imagesNamed)))
  const whole = joined(
    joined(...parts),
    textOf(content['text']),
    textOf(content['result']),
    textOf(fieldsOf(content['summary'])['text']),
    textOf(content['url'])
  )
  return whole.replace(CITATION, '')
}

function partOf(part: Fields, imagesNamed: boolean): string {
  const type = textOf(part['content_type'])
  if (type === 'audio_transcription' || textOf(part['text']) !== '') return textOf(part['text'])
  if (type === 'image_asset_pointer') return imagesNamed ? '' : '[image]'
  if (type.includes('audio')) return '[audio]'
  if (type.includes('video')) return '[video]'
  return type === '' ? '' : '[file]'
}
