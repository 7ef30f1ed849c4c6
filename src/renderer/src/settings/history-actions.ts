/** What a person can do with the whole history; the dialogs belong to the window. */
export interface HistoryActions {
  readonly openFolder: () => void
  readonly move: () => void
  readonly import: () => void
  readonly exportAll: () => void
  readonly backUp: () => void
  readonly restore: () => void
}
