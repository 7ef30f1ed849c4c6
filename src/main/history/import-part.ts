import { deserialize, serialize } from 'node:v8'
import type { Answer, Question, ToolResult } from '../../shared/domain/message'
import type { Reply } from '../../shared/ipc/calls'
import type { StoredConversation, StoredDraft, StoredFolder } from './export-reader'
import type { New, StoredRequest } from './history'
import type { StoredImage } from './stored-image'

/**
 * The mark of a conversation that is still coming, in place of the time it went into the trash: nothing shows it, and
 * the purge at the next start removes what a kill has left of it.
 */
export const COMING_MS = 1

/** Its images come along where they are not here; absent where nothing comes. */
export type ImportedQuestion = New<Question> & { readonly brought?: readonly StoredImage[] }

/** A message as another history or another app had it. */
export type ImportedMessage = ImportedQuestion | New<ToolResult> | (New<Answer> & { readonly request?: StoredRequest })

/**
 * Some messages of one conversation, few enough that writing them holds up no answer. A parent comes before its
 * children. What is not there yet of a conversation stays hidden until the `last` part has come.
 */
export interface ImportPart {
  readonly conversation: StoredConversation
  readonly messages: readonly ImportedMessage[]
  readonly first: boolean
  readonly last: boolean
}

/**
 * Parts as one piece of bytes. They go from the thread that reads them through main, which has windows to keep moving,
 * to the thread that writes them: main hands on a piece of memory instead of making every object anew, and again.
 */
export interface PackedParts {
  readonly bytes: Uint8Array
  /** How many they are. */
  readonly count: number
}

export function packed(parts: readonly ImportPart[]): PackedParts {
  return { bytes: serialize(parts), count: parts.length }
}

/** Only for what `packed` has made. */
export function unpacked({ bytes }: PackedParts): readonly ImportPart[] {
  return deserialize(bytes) as readonly ImportPart[]
}

export interface PutPart {
  /** Whether the conversation was not there before its first part. */
  readonly isNew: boolean
  /** How many of the messages were not there. */
  readonly added: number
}

export type ImportedDraft = StoredDraft

/** The history as an import writes it. Rejections carry a `FaultError`. */
export interface ImportTarget {
  /**
   * Resolves once these are committed, each in whole or not at all; those of one conversation must not come together.
   * What else is asked meanwhile is done between two of them. Of a new conversation that is refused, what had come
   * before goes as well. The replies are in their order. Rejects where none is written.
   */
  importParts(parts: PackedParts): Promise<readonly Reply<PutPart>[]>
  /** The draft that belongs to no conversation yet; one that is here stays. */
  importDraft(draft: ImportedDraft): Promise<void>
  /** One that is here stays as it is. */
  importFolder(folder: StoredFolder): Promise<void>
  /** Removes what has come of conversations that will not be finished. */
  dropComing(): Promise<void>
}
