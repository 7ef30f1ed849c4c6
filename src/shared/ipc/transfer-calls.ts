import type { BackupContents, ChosenFile, Exported, ExportForm, ExportScope, ImportCounts, ImportReport, MovePlan } from '../domain/transfer'

type Nothing = Record<string, never>

/** What goes out of the history and comes into it. */
export interface TransferCalls {
  /** Asks where to and writes the file. Null when the person closes the dialog, a `cancelled` fault after a cancel. */
  'transfer:export': { ask: { form: ExportForm; scope: ExportScope }; reply: Exported | null }
  /** Asks which file. Null when the person closes the dialog. */
  'transfer:choose-import': { ask: Nothing; reply: ChosenFile | null }
  /** What importing the chosen file would do; nothing is written. */
  'transfer:preview': { ask: Nothing; reply: ImportCounts }
  /** Imports the chosen file. What is wrong with it is in the report. */
  'transfer:import': { ask: Nothing; reply: ImportReport }
  /** Asks where to and writes everything into one file. Null when the person closes the dialog. */
  'transfer:back-up': { ask: Nothing; reply: { fileName: string } | null }
  /** Asks which backup and says what it holds; nothing is changed yet. Null when the person closes the dialog. */
  'transfer:choose-backup': { ask: Nothing; reply: BackupContents | null }
  /** Starts the program again with the chosen backup in the place of the history, which is kept beside it. */
  'transfer:restore': { ask: Nothing; reply: Nothing }
  /** The chosen backup is not restored after all. */
  'transfer:drop-backup': { ask: Nothing; reply: Nothing }
  /** Ends the import or export that is going on. */
  'transfer:cancel': { ask: Nothing; reply: Nothing }
  /** Shows the file that was exported last in the system's file manager. */
  'transfer:show-saved': { ask: Nothing; reply: Nothing }
  /** Asks into which folder the history is to be moved. Null when the person closes the dialog. */
  'transfer:choose-folder': { ask: Nothing; reply: MovePlan | null }
  /** Starts the program again, which moves the history into the chosen folder before it opens it. */
  'transfer:move': { ask: Nothing; reply: Nothing }
  /** Shows the data folder in the system's file manager. */
  'transfer:open-folder': { ask: Nothing; reply: Nothing }
}

export const TRANSFER_CALLS = {
  'transfer:export': 1,
  'transfer:choose-import': 1,
  'transfer:preview': 1,
  'transfer:import': 1,
  'transfer:back-up': 1,
  'transfer:choose-backup': 1,
  'transfer:restore': 1,
  'transfer:drop-backup': 1,
  'transfer:cancel': 1,
  'transfer:show-saved': 1,
  'transfer:choose-folder': 1,
  'transfer:move': 1,
  'transfer:open-folder': 1
} satisfies Record<keyof TransferCalls, 1>
