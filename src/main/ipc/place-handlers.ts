import type { ConversationId, FolderId } from '../../shared/domain/ids'
import { newId } from '../new-id'
import type { ChatRooms } from './chat-handlers'
import type { Handlers } from './handlers'

type PlaceCalls =
  | `folders:${'list' | 'add' | 'change' | 'remove' | 'restore'}`
  | `conversations:${'list' | 'outline' | 'change-many' | 'delete-many' | 'restore-many' | 'purge'}`
  | `messages:${'fork' | 'tree'}`

/** As many ids of the trash as are read at once. */
const READ_TOGETHER = 1_000

/** Where conversations are kept: the parts of the list, folders, the trash; and the branches within one. */
export function placeHandlers(rooms: ChatRooms): Pick<Handlers, PlaceCalls> {
  const { history, changed, listChanged } = rooms
  return {
    ...folderHandlers(rooms),
    'conversations:list': ({ limit, offset, place }) => history.list(limit, offset, place),
    'conversations:outline': ({ nowMs }) => history.listOutline(nowMs),
    'conversations:change-many': async ({ conversationIds, change }) => {
      const before = await history.move(conversationIds, change)
      listChanged(conversationIds)
      return before
    },
    'conversations:delete-many': async ({ conversationIds }) => {
      await deleteMany(rooms, conversationIds)
      return {}
    },
    'conversations:restore-many': async ({ conversationIds }) => {
      await history.restoreMany(conversationIds)
      const kept = await history.move(conversationIds, {})
      listChanged(conversationIds)
      return { there: kept.length }
    },
    'conversations:purge': async ({ conversationIds }) => {
      const purged = conversationIds ?? (await trashed(rooms))
      await history.purge(purged)
      listChanged(purged)
      return {}
    },
    'messages:fork': async ({ messageId, title }) => {
      const conversationId = await history.fork(messageId, title)
      changed(conversationId)
      return { conversationId }
    },
    'messages:tree': ({ conversationId }) => history.tree(conversationId)
  }
}

function folderHandlers({
  history,
  listChanged
}: ChatRooms): Pick<Handlers, Extract<PlaceCalls, `folders:${string}`>> {
  return {
    'folders:list': () => history.folders(),
    'folders:add': async ({ name, parentId }) => {
      const folder = { id: newId<FolderId>(), name, parentId, open: true }
      await history.addFolder(folder)
      listChanged([])
      return folder
    },
    'folders:change': async ({ folderId, change }) => {
      await history.changeFolder(folderId, change)
      listChanged([])
      return {}
    },
    'folders:remove': async ({ folderId }) => {
      const removed = await history.removeFolder(folderId)
      listChanged([])
      return removed
    },
    'folders:restore': async (removed) => {
      await history.restoreFolder(removed)
      listChanged(removed.conversationIds)
      return {}
    }
  }
}

async function deleteMany(rooms: ChatRooms, ids: readonly ConversationId[]): Promise<void> {
  const { chat, history, deleted, listChanged } = rooms
  const stopAll = (): void => ids.forEach((id) => chat.stopConversation(id))
  stopAll()
  await history.deleteMany(ids)
  // A question that was on its way has found its conversation still there.
  stopAll()
  listChanged(ids)
  ids.forEach(deleted)
}

/** All of them before the first is removed: what is removed moves the others up. */
async function trashed({ history }: ChatRooms): Promise<readonly ConversationId[]> {
  const ids: ConversationId[] = []
  for (;;) {
    const some = await history.list(READ_TOGETHER, ids.length, { kind: 'trash' })
    ids.push(...some.map(({ id }) => id))
    if (some.length < READ_TOGETHER) return ids
  }
}
