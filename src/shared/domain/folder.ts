import type { ConversationId, FolderId } from './ids'

/** Conversations are kept in folders, and folders in folders, but no deeper. */
export interface Folder {
  readonly id: FolderId
  readonly name: string
  /** Null for one that lies in no other. */
  readonly parentId: FolderId | null
  /** Whether the list shows what is in it. */
  readonly open: boolean
}

export interface ListedFolder extends Folder {
  /** How many conversations its part of the list has: not those that are pinned, archived or deleted. */
  readonly count: number
}

/** A folder that was removed and what was in it, so that it can be put back. */
export interface RemovedFolder {
  readonly folder: Folder
  /** Its place among those beside it, from 0. */
  readonly at: number
  /** In their order. */
  readonly folderIds: readonly FolderId[]
  /** Also those in the trash. */
  readonly conversationIds: readonly ConversationId[]
}

/** An absent field stays as it is. */
export interface FolderChange {
  readonly name?: string
  /** A folder that has folders cannot be put into another. */
  readonly parentId?: FolderId | null
  readonly open?: boolean
  /** Its place among those beside it, from 0; what is beyond the last is the last. */
  readonly at?: number
}
