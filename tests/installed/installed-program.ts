import { chromium, type Browser, type Page } from '@playwright/test'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { HOME, PERSON } from './system'

const PROGRAM = '/usr/bin/rill'
const START_LIMIT_MS = 30_000
const END_LIMIT_MS = 15_000

/**
 * The installed program, started by a person. Its fuses keep every debugger out of main, so that only its window can be
 * reached, by Chromium's own protocol.
 */
export class InstalledProgram {
  private constructor(
    private readonly child: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page
  ) {}

  static async start(): Promise<InstalledProgram> {
    const args = asPerson('--remote-debugging-port=0', '--lang=en-US')
    const child = spawn('runuser', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const browser = await chromium.connectOverCDP(await address(child), { noDefaults: true })
    const [context] = browser.contexts()
    if (!context) throw new Error('the program has no window')
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: START_LIMIT_MS }))
    return new InstalledProgram(child, browser, page)
  }

  /** Closes its window, the last one, and with it the program. */
  async close(): Promise<void> {
    const ended = once(this.child, 'exit', { signal: AbortSignal.timeout(END_LIMIT_MS) })
    await this.page.close()
    await ended
    await this.browser.close()
  }
}

/** What `rill ask` writes. */
export async function askInTerminal(question: string): Promise<string> {
  const { stdout } = await promisify(execFile)('runuser', asPerson('ask', question), { timeout: START_LIMIT_MS })
  return stdout
}

function asPerson(...args: readonly string[]): string[] {
  const ours = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR'].flatMap((name) => ['-u', name])
  // Demo needs no key, and so no keyring.
  const theirs = [`HOME=${HOME}`, 'DBUS_SESSION_BUS_ADDRESS=disabled:']
  return ['-u', PERSON, '--', 'env', ...ours, ...theirs, PROGRAM, ...args]
}

/** Chromium says on standard error where it listens. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const fail = (): void => reject(new Error(`the program did not start: ${printed}`))
    const timer = setTimeout(fail, START_LIMIT_MS)
    child.once('exit', fail)
    child.stderr?.on('data', (text: Buffer) => {
      printed += text.toString()
      const [, found] = /DevTools listening on (ws:\S+)/.exec(printed) ?? []
      if (found === undefined) return
      clearTimeout(timer)
      resolve(found)
    })
  })
}
