import { dialog, type BrowserWindow, type FileFilter } from 'electron'

/** Null when the person closes the dialog. */
export async function askWhereToSave(
  parent: BrowserWindow | null,
  name: string,
  filters: FileFilter[]
): Promise<string | null> {
  const properties = ['createDirectory' as const, 'showOverwriteConfirmation' as const]
  const options = { defaultPath: name, filters, properties }
  const asked = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options)
  const { canceled, filePath } = await asked
  return canceled || filePath === '' ? null : filePath
}

/** One file or folder; null when the person closes the dialog. */
export async function askFor(
  what: 'file' | 'folder',
  parent: BrowserWindow | null,
  filters: FileFilter[] = []
): Promise<string | null> {
  const properties = what === 'file' ? ['openFile' as const] : ['openDirectory' as const, 'createDirectory' as const]
  const options = { filters, properties }
  const asked = parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)
  const { canceled, filePaths } = await asked
  return canceled ? null : (filePaths[0] ?? null)
}
