import type { ChosenFile, Exported, ExportForm, ExportScope, ImportCounts, ImportReport } from '../domain/transfer'

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
  /** Ends the import or export that is going on. */
  'transfer:cancel': { ask: Nothing; reply: Nothing }
  /** Shows the file that was exported last in the system's file manager. */
  'transfer:show-saved': { ask: Nothing; reply: Nothing }
  /** Shows the data folder in the system's file manager. */
  'transfer:open-folder': { ask: Nothing; reply: Nothing }
}

export const TRANSFER_CALLS = {
  'transfer:export': 1,
  'transfer:choose-import': 1,
  'transfer:preview': 1,
  'transfer:import': 1,
  'transfer:cancel': 1,
  'transfer:show-saved': 1,
  'transfer:open-folder': 1
} satisfies Record<keyof TransferCalls, 1>
