import type { Fault } from '../fault'
import type { ConversationId } from './ids'

export const EXPORT_FORMS = ['rill', 'markdown', 'html', 'text', 'jsonl'] as const

/** `rill` is lossless, with every branch; the others hold what is shown. `jsonl`: OpenAI's messages, line by line. */
export type ExportForm = (typeof EXPORT_FORMS)[number]

/** Which conversations; null for all. All of them as `rill` includes the trash and the drafts. */
export type ExportScope = readonly ConversationId[] | null

export interface Exported {
  readonly fileName: string
  readonly conversations: number
}

/** How far a move of the history is, in bytes that were written or read back. */
export interface MoveProgress {
  readonly done: number
  readonly of: number
}

/** Where the history would go. */
export interface MovePlan {
  /** The history gets a folder of its own in it. */
  readonly folder: string
  readonly bytes: number
}

/** How far an import or export is: of the bytes that are read, or of the conversations that are written. */
export interface TransferProgress extends MoveProgress {
  readonly conversations: number
}

/** What another app's file was found to be. */
export const IMPORT_FORMATS = ['rill', 'chatgpt', 'claude', 'openai'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

export const IMPORT_PROBLEMS = [
  'not_json',
  'too_large',
  'not_a_conversation',
  'no_messages',
  'left_out',
  'refused',
  'cut_off'
] as const

/** What is wrong with one record; the rest is imported all the same. */
export interface ImportProblem {
  readonly kind: (typeof IMPORT_PROBLEMS)[number]
  /** Its place in the file, counted from 1. */
  readonly record: number
  /** Empty where it has none that can be read. */
  readonly title: string
  /** How many messages are left out, for `left_out`; else 0. */
  readonly messages: number
}

/** What an import did, or what a dry run says it would do. */
export interface ImportCounts {
  readonly format: ImportFormat
  /** Conversations that are not here yet. */
  readonly added: number
  /** Conversations that are here and gain messages. */
  readonly grown: number
  /** Conversations of which everything is here already. */
  readonly known: number
  /** Messages that are not here yet. */
  readonly messages: number
  /** Of the conversations in the file, in milliseconds since 1970; null when it holds none. */
  readonly fromMs: number | null
  readonly toMs: number | null
  /** Of the first conversations. */
  readonly titles: readonly string[]
  /** The first hundred. */
  readonly problems: readonly ImportProblem[]
  readonly problemCount: number
}

/** A file the person has chosen. */
export interface ChosenFile {
  readonly name: string
  readonly bytes: number
}

export type ImportReport =
  | { readonly state: 'done'; readonly counts: ImportCounts }
  /** What was imported before stays. */
  | { readonly state: 'cancelled'; readonly counts: ImportCounts | null }
  /** What was imported before it stays; null where nothing was. */
  | { readonly state: 'failed'; readonly fault: Fault; readonly counts: ImportCounts | null }

/** What a backup holds. */
export interface BackupContents {
  readonly conversations: number
  readonly messages: number
  /** When its newest conversation was last active, in milliseconds since 1970; null where it holds none. */
  readonly newestMs: number | null
}
