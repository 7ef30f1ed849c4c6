import type { Message } from '../../shared/domain/message'
import type { StoredRequest } from '../history/history'
import type { ChatBody } from '../providers/build-request'
import { wireMessages, type WireMessage } from '../providers/chat-messages'

type StoredBody = Omit<ChatBody, 'messages'> & { readonly messages: readonly WireMessage[] }

/**
 * What is kept of a sent request: all of it but the turns, which the history has already. Keeping them with every
 * answer would make a long conversation grow by its square.
 */
export function storedRequest(sent: { url: string; body: ChatBody }): StoredRequest {
  const body: StoredBody = { ...sent.body, messages: sent.body.messages.filter((message) => message.role === 'system') }
  return { url: sent.url, body }
}

/** The request as it was sent, with the turns of `path`, which ends before the answer; the bytes of images left out. */
export function sentRequest(stored: StoredRequest, path: readonly Message[], withReasoning: boolean): StoredRequest {
  const body = stored.body as StoredBody
  return { url: stored.url, body: { ...body, messages: [...body.messages, ...wireMessages('', path, withReasoning)] } }
}
