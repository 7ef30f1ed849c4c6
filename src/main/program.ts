import { BrowserWindow, dialog, type App as ElectronApp } from 'electron'
import { accessSync, constants } from 'node:fs'
import * as m from '../shared/messages/messages.js'
import type { RunningApp } from './app'
import { openFront, type Front } from './front'
import { programArguments } from './program-arguments'
import { linkWants, programWants, wantsOf, type ProgramWants } from './program-wants'
import { refuseDictionaries } from './window/no-dictionaries'
import { mayQuit } from './window/quit-guard'

/** The life of the program: one instance, its windows, and an end that loses nothing. */
export function openProgram(app: ElectronApp): void {
  refuseDictionaries(app)
  const args = programArguments(process.argv, app.isPackaged)
  const folder = app.commandLine.getSwitchValue('user-data-dir')
  if (folder !== '') app.setPath('userData', folder)
  if (args[0] === 'ask' || args[0] === 'inspect') return void runCommand(app, args)
  const wants = programWants(process.argv)
  if (!app.requestSingleInstanceLock({ ...wants }) && canWrite(app.getPath('userData'))) return app.quit()
  const starting = app.whenReady().then(() => start(app, openFront(app, wants), wants))
  starting.catch((error: unknown) => failStart(app, error))
  const serve = (later: ProgramWants): void => void starting.then((running) => running.serve(later))
  app.on('second-instance', (_event, _argv, _folder, sent) => serve(wantsOf(sent)))
  app.on('activate', () => serve({ kind: 'window' }))
  app.on('open-url', (_event, url) => serve(linkWants(url)))
  // Without a listener Electron quits by itself; a hidden window is no sign that the person is still here.
  app.on('window-all-closed', () => undefined)
  void starting.then((running) => {
    running.onUnseen(() => quitWhenDone(app, running))
    // The window that was asked for was closed before there was anybody to hear of it.
    if (wants.kind === 'window' && running.isUnseen()) quitWhenDone(app, running)
  })
  guardQuit(app, starting)
}

/** The rest of the program is loaded while the window's page makes itself ready. */
async function start(app: ElectronApp, front: Front, wants: ProgramWants): Promise<RunningApp> {
  await front.pageLoads
  const { startApp } = await import('./app')
  return startApp(app, front, wants)
}

/**
 * Chromium takes a folder it cannot write its lock to for one that another instance holds. The program starts there all
 * the same: it shows what is stored and says that nothing is saved.
 */
function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Loaded only when it is asked for: a window need not wait for the terminal's words. */
async function runCommand(app: ElectronApp, args: readonly string[]): Promise<void> {
  const { runAskInApp } = await import('./cli/ask-in-app')
  app.exit(await runAskInApp(args))
}

/**
 * What is being written when the last window closes is finished first; a second start shows it again. Only behind an
 * icon that can be seen does the program go on.
 */
function quitWhenDone(app: ElectronApp, running: RunningApp): void {
  if (process.platform === 'darwin') return
  running.whenIdle(() => {
    if (running.isUnseen() && !running.staysInTray()) app.quit()
  })
}

/** Quitting asks once while something is being written, and waits until everything is put away. */
function guardQuit(app: ElectronApp, starting: Promise<RunningApp>): void {
  let state: 'open' | 'asking' | 'closed' = 'open'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state !== 'open') return
    state = 'asking'
    void closeAfterYes(starting).then((yes) => {
      state = yes ? 'closed' : 'open'
      if (!yes) return
      app.quit()
      setTimeout(() => app.exit(0), longestEndMs).unref()
    })
  })
}

async function closeAfterYes(starting: Promise<RunningApp>): Promise<boolean> {
  const running = await starting.catch(() => null)
  if (!running) return true
  const unfinished = running.isUnseen() && !running.staysInTray() ? null : running.unfinished()
  if (unfinished && !(await mayQuit(unfinished, running.locale()))) return false
  await closeWindows()
  // A store that cannot close, because its thread has died, must not make a program that cannot be quit.
  const closing = running.close().catch((error: unknown) => complain('could not put everything away', error))
  await Promise.race([closing, passed(longestEndMs)])
  return true
}

/** A page that goes saves what was written and not sent: that comes while the history still takes it. */
async function closeWindows(): Promise<void> {
  const closing = BrowserWindow.getAllWindows().map((window) => closed(window))
  await Promise.race([Promise.all(closing), passed(longestGoodbyeMs)])
}

function closed(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    window.once('closed', () => resolve())
    window.close()
  })
}

/** A page that hangs shall not keep the program. */
const longestGoodbyeMs = 2_000

/** By then all that can be is on disk: what still hangs, such as a prompt of the keychain, must not hold up the end. */
const longestEndMs = 12_000

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}

function failStart(app: ElectronApp, error: unknown): void {
  complain('could not start', error)
  const locale = app.getLocale().startsWith('zh') ? 'zh-CN' : 'en'
  // Who started it from a menu reads no terminal.
  dialog.showErrorBox(m.app_start_failed({}, { locale }), error instanceof Error ? error.message : String(error))
  app.exit(1)
}

function complain(what: string, error: unknown): void {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`Rill ${what}: ${why}\n`)
}
