import { describe, expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { ConversationId, MessageId, ProviderId, RunId } from '../../shared/domain/ids'
import type { ImageBytes, ImageId } from '../../shared/domain/image'
import type { Answer, Message, Question, ToolResult } from '../../shared/domain/message'
import type { Provider, ProviderQuirks } from '../../shared/domain/provider'
import { chatRequests, type ChatAsk } from './build-request'
import { LEFT_OUT, NOT_RUN } from './chat-messages'
import { newProvider, presetOf } from './presets'

let number = 0
const tree = (): Pick<Question, 'id' | 'conversationId' | 'parentId' | 'createdAtMs' | 'siblings'> => ({
  id: `m${number++}` as MessageId,
  conversationId: 'c' as ConversationId,
  parentId: null,
  createdAtMs: 0,
  siblings: []
})
const asked = (text: string): Question => ({ ...tree(), role: 'user', text })
const answered = (content: Partial<Answer>): Answer => ({
  ...tree(),
  ...emptyContent(),
  role: 'assistant',
  runId: 'r' as RunId,
  providerId: 'p' as ProviderId,
  model: 'm',
  ...content
})
const result = (callId: string, text: string): ToolResult => ({
  ...tree(),
  role: 'tool',
  callId,
  name: 'calculator',
  outcome: 'ran',
  text
})
const call = (id: string, args = '{}', name = 'calculator'): Answer['toolCalls'][number] => ({ id, name, arguments: args })

const PROVIDER = newProvider(presetOf('megallm'), 'p' as ProviderId)

function ask(path: readonly Message[], provider: Partial<Provider> = {}, more: Partial<ChatAsk> = {}): ChatAsk {
  const settings = { model: 'm-1', systemPrompt: '', temperature: null }
  return { provider: { ...PROVIDER, ...provider }, key: 'k', settings, path, tools: [], continueWording: 'Go on.', ...more }
}

function bodyOf(given: ChatAsk, way: 'first' | 'continue' = 'first', partial = ''): Record<string, unknown> {
  return JSON.parse(chatRequests(given, () => undefined).request(way, partial).body ?? '')
}

describe('the request', () => {
  it('is the one the provider page describes', () => {
    const request = chatRequests(ask([asked('Hi')]), () => undefined).request('first', '')
    expect(request).toMatchObject({ method: 'POST', url: 'https://ai.megallm.io/v1/chat/completions' })
    expect(JSON.parse(request.body ?? '')).toEqual({
      model: 'm-1',
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
      stream_options: { include_usage: true }
    })
  })

  it('takes the temperature of the conversation before the provider\'s, and zero as a number', () => {
    const settings = { model: 'm', systemPrompt: 'Be brief.', temperature: 0 }
    expect(bodyOf(ask([asked('x')], { temperature: 0.7 }))).toMatchObject({ temperature: 0.7 })
    expect(bodyOf(ask([asked('x')], { temperature: 0.7 }, { settings }))).toMatchObject({
      temperature: 0,
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }]
    })
  })

  it('names the limit of tokens as the provider wants it', () => {
    expect(bodyOf(ask([asked('x')], { maxTokens: 9 }))).toMatchObject({ max_tokens: 9 })
    const openai = newProvider(presetOf('openai'), 'p' as ProviderId)
    expect(bodyOf(ask([asked('x')], { ...openai, maxTokens: 9 }))).toMatchObject({ max_completion_tokens: 9 })
  })

  it('offers tools as functions', () => {
    const tools = [{ name: 'calculator', description: 'Sums', parameters: { type: 'object' } }]
    expect(bodyOf(ask([asked('x')], {}, { tools }))['tools']).toEqual([{ type: 'function', function: tools[0] }])
  })
})

describe('the history', () => {
  const messagesOf = (path: readonly Message[], provider: Partial<Provider> = {}): unknown =>
    bodyOf(ask(path, provider))['messages']

  it('leaves empty answers out and sends a refusal as what was said', () => {
    const path = [asked('a'), answered({}), asked('b'), answered({ refusal: 'No.' }), asked('c'), answered({ text: ' \n' })]
    expect(messagesOf(path)).toEqual([
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
      { role: 'assistant', content: 'No.' },
      { role: 'user', content: 'c' }
    ])
  })

  it('pairs calls with results, in the order of the calls, and answers what was never run', () => {
    const calls = [call('1', '{"expression":"1+1"}'), call('2', '{"expr'), call('3', '{}', '')]
    expect(messagesOf([asked('a'), answered({ toolCalls: calls }), result('1', '2'), asked('b')])).toEqual([
      { role: 'user', content: 'a' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: '1', type: 'function', function: { name: 'calculator', arguments: '{"expression":"1+1"}' } },
          { id: '2', type: 'function', function: { name: 'calculator', arguments: '{}' } }
        ]
      },
      { role: 'tool', tool_call_id: '1', content: '2' },
      { role: 'tool', tool_call_id: '2', content: NOT_RUN },
      { role: 'user', content: 'b' }
    ])
  })

  it('tells calls with the same id apart', () => {
    const calls = [call('x'), call('x'), call('')]
    const path = [asked('a'), answered({ toolCalls: calls }), result('x', 'first'), result('x', 'second'), result('', 'third')]
    const messages = bodyOf(ask(path))['messages'] as { tool_call_id?: string; content: string }[]
    const results = messages.slice(2)
    expect(results.map(({ content }) => content)).toEqual(['first', 'second', 'third'])
    expect(new Set(results.map((message) => message.tool_call_id)).size).toBe(3)
  })

  it('drops a result without its call', () => {
    expect(messagesOf([asked('a'), result('9', 'x'), asked('b')])).toHaveLength(2)
  })

  it('sends reasoning back to DeepSeek only, and only within the running tool rounds', () => {
    const round = [answered({ reasoning: 'hm', toolCalls: [call('1')] }), result('1', '2')]
    const path = [asked('a'), ...round, asked('b'), ...round]
    expect(JSON.stringify(messagesOf(path))).not.toContain('hm')
    const sent = messagesOf(path, { preset: 'deepseek' }) as { reasoning_content?: string }[]
    expect(sent.map((message) => message.reasoning_content)).toEqual([undefined, undefined, undefined, undefined, 'hm', undefined])
  })

  it('replaces half characters, which no UTF-8 body can carry', () => {
    expect(messagesOf([asked('a\ud83d b\ude00 \ud83d\ude00')])).toEqual([{ role: 'user', content: 'a\ufffd b\ufffd \ud83d\ude00' }])
  })
})

describe('going on from a partial answer', () => {
  it('sends it back, and asks to go on', () => {
    expect(bodyOf(ask([asked('a')]), 'continue', 'It was a da')['messages']).toEqual([
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'It was a da' },
      { role: 'user', content: 'Go on.' }
    ])
  })

  it('sends only the prefix where the provider takes one, in its own way', () => {
    const prefixed = (preset: Provider['preset']): Record<string, unknown> =>
      bodyOf(ask([asked('a')], { preset, assistantPrefix: true }), 'continue', 'It')
    expect(prefixed('llamacpp')['messages']).toEqual([{ role: 'user', content: 'a' }, { role: 'assistant', content: 'It' }])
    expect(prefixed('deepseek')['messages']).toContainEqual({ role: 'assistant', content: 'It', prefix: true })
    expect(prefixed('vllm')).toMatchObject({ continue_final_message: true, add_generation_prompt: false })
  })

  it('is not done for a repeated attempt', () => {
    expect(bodyOf(ask([asked('a')]), 'first', 'It')['messages']).toHaveLength(1)
  })
})

describe('what a refusal teaches', () => {
  const refused = (message: string, httpStatus = 400): { kind: 'bad_request'; message: string; httpStatus: number } => ({
    kind: 'bad_request',
    message,
    httpStatus
  })

  interface Lesson {
    again: boolean[]
    body: unknown
    quirks: ProviderQuirks | null
  }

  function learn(provider: Partial<Provider>, ...messages: string[]): Lesson {
    let remembered: ProviderQuirks | null = null
    const requests = chatRequests(ask([asked('x')], provider), (quirks) => (remembered = quirks))
    requests.request('first', '')
    const again = messages.map((message) => {
      const changed = requests.adapt(refused(message))
      requests.request('first', '')
      return changed
    })
    return { again, body: requests.last()?.body, quirks: remembered }
  }

  it('drops stream_options, once, and remembers', () => {
    const { again, body, quirks } = learn({}, 'Extra inputs are not permitted: stream_options', 'stream_options!')
    expect(again).toEqual([true, false])
    expect(body).not.toHaveProperty('stream_options')
    expect(quirks).toEqual({ noStreamOptions: true })
  })

  it('changes one name of the token limit for the other', () => {
    const newer = learn({ maxTokens: 5 }, "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
    expect(newer).toMatchObject({ again: [true], quirks: { maxCompletionTokens: true } })
    expect(newer.body).toMatchObject({ max_completion_tokens: 5 })
    expect(newer.body).not.toHaveProperty('max_tokens')
    const older = learn({ maxTokens: 5, quirks: { maxCompletionTokens: true } }, 'unknown field "max_completion_tokens"')
    expect(older).toMatchObject({ again: [true], body: { max_tokens: 5 }, quirks: {} })
  })

  it('drops a refused temperature, and several things one after the other', () => {
    const { again, body } = learn({ temperature: 0.3, maxTokens: 5 }, 'temperature is not supported', 'stream_options?', 'max_tokens?')
    expect(again).toEqual([true, true, true])
    expect(body).toEqual({ model: 'm-1', messages: [{ role: 'user', content: 'x' }], stream: true, max_completion_tokens: 5 })
  })

  it.each([
    ['max_tokens is too large: 99999. This model supports at most 4096', { maxTokens: 99_999 }],
    ['temperature must be between 0 and 1', { temperature: 3 }],
    ['temperature is not supported', {}],
    ['The model does not exist', { temperature: 1 }]
  ])('leaves "%s" for the person to read', (message, provider) => {
    expect(learn(provider, message)).toMatchObject({ again: [false], quirks: null })
  })

  it('learns nothing from other statuses', () => {
    const requests = chatRequests(ask([asked('x')]), () => undefined)
    requests.request('first', '')
    expect(requests.adapt(refused('stream_options', 500))).toBe(false)
    expect(requests.adapt(refused('stream_options', 422))).toBe(true)
  })
})

describe('images', () => {
  const picture = { id: 'i' as ImageId, type: 'image/png', widthPx: 1, heightPx: 1 } as const
  const seen = (text: string): Question => ({ ...asked(text), images: [picture] })
  const imageOf = (): ImageBytes => ({ type: 'image/png', bytes: Buffer.from('abc') })
  const part = { type: 'image_url', image_url: { url: 'data:image/png;base64,YWJj' } }

  it('go as parts of their question, and every other message stays a plain string', () => {
    const path = [asked('One'), answered({ text: 'Yes.' }), seen('What is this?'), answered({ text: 'A' }), seen(' ')]
    expect(bodyOf(ask(path, {}, { imageOf }))['messages']).toEqual([
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: [{ type: 'text', text: 'What is this?' }, part] },
      { role: 'assistant', content: 'A' },
      { role: 'user', content: [part] }
    ])
  })

  it('are there when an answer goes on', () => {
    expect(bodyOf(ask([seen('Hi')], {}, { imageOf }), 'continue', 'It is')['messages']).toMatchObject([
      { content: [{ type: 'text' }, part] },
      { role: 'assistant', content: 'It is' },
      { role: 'user' }
    ])
  })

  it('are left out where the request is only shown', () => {
    expect(JSON.stringify(bodyOf(ask([seen('Hi')])))).toContain(`data:image/png;base64,${LEFT_OUT}`)
  })
})
