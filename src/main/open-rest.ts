import { webContents, type App as ElectronApp, type WebContents } from 'electron'
import { collectGarbage } from './collect-garbage'
import { broadcast } from './ipc/publish'
import { RestWatch, type RestWorld } from './rest-watch'

export interface ProgramRest extends Pick<RestWorld, 'isIdle'> {
  /** Has the threads of the history give back what they do not need; rejects when there is none to ask. */
  readonly restHistory: () => Promise<void>
  readonly onRefused: (error: unknown) => void
}

/** Has all of the program give back the memory of what has been done: once after the start, and after each answer. */
export function openRest(app: ElectronApp, { isIdle, restHistory, onRefused }: ProgramRest): RestWatch {
  const watch = new RestWatch({
    isIdle,
    rest: () => {
      collectGarbage()
      restHistory().catch(onRefused)
      broadcast('app:rest', {})
    }
  })
  // Nobody who writes shall wait for it.
  const follow = (contents: WebContents): void =>
    void contents.on('before-input-event', () => watch.isNear && watch.changed())
  webContents.getAllWebContents().forEach(follow)
  app.on('web-contents-created', (_event, contents) => follow(contents))
  watch.changed()
  return watch
}
