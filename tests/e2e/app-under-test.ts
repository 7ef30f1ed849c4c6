import { _electron, errors, type ElectronApplication, type Page } from '@playwright/test'
import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { electronPath, sandboxSwitches } from '../../scripts/electron-runtime.mjs'
import { KeptFiles } from './kept-files'

const ROOT = resolve(import.meta.dirname, '../..')
const START_LIMIT_MS = 30_000
/**
 * For the starts before one that has as long as it likes. Playwright takes hold of a program in one second: the first
 * is enough but for a very busy machine, and the second for that too.
 */
const HELD_LIMITS_MS = [5_000, 12_000]
const QUIT_LIMIT_MS = 15_000

export interface StartOptions {
  /** Laid over the environment of the tests; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly switches?: readonly string[]
  /**
   * Whether it takes keys from the whole system and makes its small window ahead of them. Apps that run side by side
   * would take them from each other, and a window that comes by itself is not what most tests wait for.
   */
  readonly takesKeys?: boolean
  /** A further folder that the start changes: it is put back with the profile where the start is made anew. */
  readonly changes?: string
}

/** The built app in a real Electron, and what its pages complained about. */
export class AppUnderTest {
  /** Uncaught errors and console errors of every page; a test that expects some takes them out. */
  readonly complaints: string[] = []
  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    /** What the program was started with, for starting it again. */
    readonly args: readonly string[],
    /** Taken at the start: Playwright forgets it when the program ends. */
    readonly child: ChildProcess,
    private readonly output: readonly string[]
  ) {}

  /** What the program itself has printed so far. */
  get printed(): string {
    return this.output.join('')
  }

  static async start(profile: string, options: StartOptions = {}): Promise<AppUnderTest> {
    const { env = {}, switches = [], takesKeys = false, changes } = options
    const executablePath = process.env['RILL_TEST_ELECTRON'] ?? (await electronPath({ allowFallback: true }))
    const keys = takesKeys ? [] : ['--no-global-shortcuts']
    const args = [ROOT, `--user-data-dir=${profile}`, '--lang=en-US', ...sandboxSwitches(), ...keys, ...switches]
    const folders = [profile, ...(changes === undefined ? [] : [changes])]
    const electron = await launched({ executablePath, args, env: environment(env), timeout: START_LIMIT_MS }, folders)
    const child = electron.process()
    const printed: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => printed.push(text.toString()))
    const page = await electron.firstWindow({ timeout: START_LIMIT_MS }).catch((error: unknown) => {
      child.kill('SIGKILL')
      throw new Error(`no window opened; the program printed: ${printed.join('')}`, { cause: error })
    })
    const app = new AppUnderTest(electron, page, args, child, printed)
    for (const page of electron.windows()) app.#listen(page)
    electron.on('window', (page) => app.#listen(page))
    return app
  }

  /** Quits as a person would and waits until the program is gone. */
  async quit(): Promise<void> {
    const gone = this.electron.waitForEvent('close', { timeout: QUIT_LIMIT_MS })
    await this.electron.evaluate(({ app }) => app.quit())
    await gone
  }

  /** Ends it as a power cut would; ending one that has ended is nothing. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGKILL')
    await gone
  }

  /** Answers every system dialog with the button at this place, and counts them. */
  async answerDialogs(button: number): Promise<void> {
    await this.electron.evaluate(({ dialog }, response) => {
      dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false })
    }, button)
  }

  #listen(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(`uncaught: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`console: ${message.text()}`)
    })
  }
}

/**
 * About one start in fifty hangs while Playwright takes hold of the program, and now and then two in turn. Such a
 * start is made anew, and said. What it did to the files of its folders is taken back: it may have mended or moved what
 * a test had put there.
 */
async function launched(
  options: Parameters<typeof _electron.launch>[0],
  folders: readonly string[]
): Promise<ElectronApplication> {
  const kept = await Promise.all(folders.map((folder) => KeptFiles.of(folder)))
  try {
    for (const timeout of HELD_LIMITS_MS) {
      const app = await _electron.launch({ ...options, timeout }).catch(unlessHung)
      if (app) return app
      console.warn('Electron did not come up for Playwright; it is started once more')
      for (const files of kept) await files.putBack()
    }
    return await _electron.launch(options)
  } finally {
    for (const files of kept) await files.forget()
  }
}

function unlessHung(error: unknown): null {
  if (error instanceof errors.TimeoutError) return null
  throw error
}

function environment(changes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const own = { LANG: 'en_US.UTF-8', LANGUAGE: 'en', ELECTRON_RUN_AS_NODE: undefined }
  const merged: Record<string, string | undefined> = { ...process.env, ...own, ...changes }
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
