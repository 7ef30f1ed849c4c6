import type { App } from 'electron'

/** The words that start this program, for others to start it with: the login of the desktop, keys bound there. */
export function programCommand(app: Pick<App, 'isPackaged' | 'getAppPath'>): readonly string[] {
  const image = process.env['APPIMAGE']
  if (image !== undefined && image !== '') return [image]
  if (!app.isPackaged) return [process.execPath, app.getAppPath()]
  // The package puts it on the path.
  return process.platform === 'linux' ? ['rill'] : [process.execPath]
}
