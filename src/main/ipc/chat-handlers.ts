import type { ConversationId } from '../../shared/domain/ids'
import type { Chat } from '../chat/chat'
import type { History } from '../history/history'
import { copyRequest } from '../providers/copy-request'
import type { Handlers } from './handlers'
import { imageHandlers } from './image-handlers'
import { placeHandlers } from './place-handlers'

type ChatCalls = Extract<keyof Handlers, `chat:${string}` | `tools:${string}` | `conversations:${string}` | `messages:${string}` | `search:${string}` | `drafts:${string}` | `images:${string}` | `folders:${string}`>

export interface ChatRooms {
  readonly chat: Chat
  readonly history: History
  readonly changed: (conversationId: ConversationId) => void
  readonly deleted: (conversationId: ConversationId) => void
  /** Folders, or many conversations at once: these. */
  readonly listChanged: (conversationIds: readonly ConversationId[]) => void
}

/** Conversations, their messages, and the runs that answer them. */
export function chatHandlers(rooms: ChatRooms): Pick<Handlers, ChatCalls> {
  const { chat, history, changed, deleted } = rooms
  return {
    ...placeHandlers(rooms),
    ...imageHandlers(history),
    'conversations:open': ({ conversationId }) => chat.open(conversationId),
    'conversations:change': async ({ conversationId, change }) => {
      const conversation = await history.change(conversationId, change)
      changed(conversationId)
      return conversation
    },
    'conversations:delete': async ({ conversationId }) => {
      chat.stopConversation(conversationId)
      await history.delete(conversationId)
      // A question that was on its way has found its conversation still there.
      chat.stopConversation(conversationId)
      changed(conversationId)
      deleted(conversationId)
      return {}
    },
    'conversations:restore': async ({ conversationId }) => {
      await history.restore(conversationId)
      changed(conversationId)
      return {}
    },
    ...messageHandlers(history, changed),
    'search:messages': (ask) => history.search(ask),
    'drafts:get': () => history.drafts(),
    'drafts:put': (draft) => done(history.putDraft(draft)),
    'chat:ask': (ask) => chat.ask(ask),
    'chat:regenerate': ({ answerId }) => chat.regenerate(answerId),
    'chat:edit': ({ questionId, text, images }) => chat.edit(questionId, text, images),
    'chat:continue': ({ answerId }) => chat.continue(answerId),
    'chat:keep': ({ answerId }) => done(chat.keep(answerId)),
    'chat:stop': ({ runId }) => {
      chat.live.stop(runId)
      return {}
    },
    'chat:retry-now': ({ runId }) => {
      chat.live.retryNow(runId)
      return {}
    },
    'chat:attach': ({ runId }, viewer) => chat.live.attach(runId, viewer),
    'chat:detach': ({ runId }, viewer) => {
      chat.live.detach(runId, viewer.id)
      return {}
    },
    'chat:live': () => chat.live.list(),
    'chat:copy-request': async ({ answerId, form }) => {
      const { request, provider } = await chat.sentRequest(answerId)
      return { text: copyRequest(request, provider, form) }
    },
    'tools:waiting': () => chat.waitingTools(),
    'tools:decide': ({ answerId, callId, allowed }) => done(chat.decideTool(answerId, callId, allowed))
  }
}

async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work
  return {}
}

function messageHandlers(
  history: History,
  changed: ChatRooms['changed']
): Pick<Handlers, 'messages:choose' | 'messages:outline' | 'messages:read' | 'messages:find'> {
  return {
    'messages:choose': async ({ messageId }) => {
      const open = await history.choose(messageId)
      changed(open.conversation.id)
      return open
    },
    'messages:outline': ({ headId }) => history.outline(headId),
    'messages:read': ({ messageIds }) => history.messages(messageIds),
    'messages:find': ({ headId, text }) => history.find(headId, text)
  }
}
