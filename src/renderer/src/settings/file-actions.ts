import type { WindowCommand } from '../../../shared/ipc/events'

type FileCommand = Extract<
  WindowCommand,
  'import' | 'export-all' | 'back-up' | 'restore' | 'open-folder' | 'move-history' | `${'import' | 'export'}-settings`
>

/** What a person can do with the whole history and all settings; the dialogs belong to the window. */
export type FileActions = Readonly<Record<FileCommand, () => void>>
