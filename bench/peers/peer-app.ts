import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronPath, sandboxSwitches } from '../../scripts/electron-runtime.mjs'

const MAIN = resolve(import.meta.dirname, '../../.cache/bench-peers/peer-main.cjs')
const START_LIMIT_MS = 30_000

/** A bare program of one page, started as ours is. */
export class PeerApp {
  private constructor(
    private readonly electron: ElectronApplication,
    readonly page: Page,
    private readonly profile: string
  ) {}

  static async start(page: 'empty' | 'relay' | 'markdown', switches: readonly string[] = []): Promise<PeerApp> {
    const profile = await mkdtemp(join(tmpdir(), 'rill-peer-'))
    const executablePath = process.env['RILL_TEST_ELECTRON'] ?? (await electronPath({ allowFallback: true }))
    const electron = await _electron.launch({
      executablePath,
      args: [MAIN, `--page=${page}`, `--user-data-dir=${profile}`, '--lang=en-US', ...sandboxSwitches(), ...switches],
      timeout: START_LIMIT_MS
    })
    const window = await electron.firstWindow({ timeout: START_LIMIT_MS })
    return new PeerApp(electron, window, profile)
  }

  async close(): Promise<void> {
    const child = this.electron.process()
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10 })
  }
}
