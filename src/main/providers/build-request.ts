import type { Conversation } from '../../shared/domain/conversation'
import type { Provider, ProviderQuirks } from '../../shared/domain/provider'
import type { AttemptWay } from '../../shared/domain/run'
import type { Fault } from '../../shared/fault'
import type { HttpRequest } from '../stream/ports'
import { endpointUrl } from './base-url'
import { wellFormed, wireMessages, type AskedMessage, type ImageLookup, type WireMessage } from './chat-messages'
import { quirksAfter } from './parameter-fallback'
import { requestHeaders } from './request-headers'

/** A tool as a request offers it. */
export interface OfferedTool {
  readonly name: string
  readonly description: string
  /** JSON schema of the arguments. */
  readonly parameters: object
}

export interface ChatAsk {
  readonly provider: Provider
  /** Null when the provider needs none. */
  readonly key: string | null
  readonly settings: Pick<Conversation, 'model' | 'systemPrompt' | 'temperature'>
  /** From the first message to the one to be answered; the answer itself is not part of it. */
  readonly path: readonly AskedMessage[]
  /** Absent when the path's questions have no images. */
  readonly imageOf?: ImageLookup | undefined
  /** Empty offers none. */
  readonly tools: readonly OfferedTool[]
  /** What the model is told when it is to go on from a partial answer. */
  readonly continueWording: string
}

/** The body of a chat request; absent fields are left to the provider. */
export interface ChatBody {
  readonly model: string
  readonly messages: readonly WireMessage[]
  readonly stream: true
  readonly stream_options?: { readonly include_usage: true }
  readonly temperature?: number
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
  readonly tools?: readonly object[]
  readonly add_generation_prompt?: false
  readonly continue_final_message?: true
}

/** The requests of one run: `request` and `adapt` have the shape that a run's plan wants. */
export interface ChatRequests {
  /** Throws a `FaultError` when the address, the key or a header cannot be sent. */
  request(way: AttemptWay, partial: string): HttpRequest
  adapt(fault: Fault): boolean
  /** The last request that was built, without key and headers; null before the first. */
  last(): { readonly url: string; readonly body: ChatBody } | null
}

/** `remember` is told what a refusal has taught about the provider, so that the next run asks right at once. */
export function chatRequests(ask: ChatAsk, remember: (quirks: ProviderQuirks) => void): ChatRequests {
  let quirks = ask.provider.quirks
  let last: { url: string; body: ChatBody } | null = null
  const tried = new Set<keyof ProviderQuirks>()
  return {
    request(way, partial) {
      const body = chatBody(ask, way, partial, quirks)
      const request = chatRequest(ask.provider, ask.key, body)
      last = { url: request.url, body }
      return request
    },
    adapt(fault) {
      if (!last) return false
      const learned = quirksAfter(fault, last.body, quirks)
      if (!learned || tried.has(learned.about)) return false
      tried.add(learned.about)
      quirks = learned.quirks
      remember(quirks)
      return true
    },
    last: () => last
  }
}

export function chatRequest(
  provider: Pick<Provider, 'baseUrl' | 'headers'>,
  key: string | null,
  body: ChatBody
): HttpRequest {
  return {
    method: 'POST',
    url: endpointUrl(provider.baseUrl, 'chat/completions'),
    headers: requestHeaders({ headers: provider.headers, key }, 'text/event-stream'),
    body: JSON.stringify(body)
  }
}

/** The body for one attempt; `partial` is used when the way is `continue`. */
export function chatBody(ask: ChatAsk, way: AttemptWay, partial: string, quirks: ProviderQuirks): ChatBody {
  const { provider, settings } = ask
  const temperature = quirks.noTemperature ? null : (settings.temperature ?? provider.temperature)
  const messages = wireMessages(settings.systemPrompt, ask.path, wantsReasoningBack(provider), ask.imageOf)
  const goesOn = way === 'continue' && partial !== ''
  if (goesOn) messages.push(...continuation(ask, wellFormed(partial)))
  return {
    model: settings.model,
    messages,
    stream: true,
    ...(quirks.noStreamOptions ? {} : { stream_options: { include_usage: true } }),
    ...(temperature === null ? {} : { temperature }),
    ...maxTokens(provider.maxTokens, quirks),
    ...(ask.tools.length === 0 ? {} : { tools: ask.tools.map(wireTool) }),
    ...(goesOn && provider.assistantPrefix && provider.preset === 'vllm' ? VLLM_PREFIX : {})
  }
}

/** DeepSeek refuses a tool round whose reasoning does not come back with it; others do not know the field. */
export function wantsReasoningBack({ preset }: Pick<Provider, 'preset'>): boolean {
  return preset === 'deepseek'
}

// vLLM takes a trailing assistant message as a prefix only when told not to close it.
const VLLM_PREFIX = { add_generation_prompt: false, continue_final_message: true } as const

function continuation({ provider, continueWording }: ChatAsk, partial: string): WireMessage[] {
  if (!provider.assistantPrefix) {
    return [
      { role: 'assistant', content: partial },
      { role: 'user', content: continueWording }
    ]
  }
  const marked = provider.preset === 'deepseek' ? { prefix: true as const } : {}
  return [{ role: 'assistant', content: partial, ...marked }]
}

function maxTokens(limit: number | null, quirks: ProviderQuirks): Pick<ChatBody, 'max_tokens' | 'max_completion_tokens'> {
  if (limit === null) return {}
  return quirks.maxCompletionTokens ? { max_completion_tokens: limit } : { max_tokens: limit }
}

function wireTool(tool: OfferedTool): object {
  return {
    type: 'function',
    function: { name: tool.name, description: tool.description, parameters: tool.parameters }
  }
}
