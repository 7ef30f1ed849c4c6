import { expect } from '@playwright/test'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { AppUnderTest } from '../e2e/app-under-test'
import { RillPage } from '../e2e/rill-page'
import type { PacedProvider } from '../paced-provider'
import { keptAnswer, type KeptAnswer } from './kept-answer'
import { PaintedText } from './painted-text'
import { ProcessTree } from './process-tree'
import { refuseLog } from './refused-log'
import { StuckDisk } from './stuck-disk'

/** Main, the GPU's process and the page's own: fewer means that some were not found. */
const FEWEST_PROCESSES = 3
const HEARD_LIMIT_MS = 10_000

export interface Kill {
  readonly question: string
  /** After the first words of the answer were sent, in milliseconds. */
  readonly atMs: number
  /** Whether nothing reaches the disk from then on, and the kill follows when the page paints no more. */
  readonly stuckDisk: boolean
}

export interface KillResult {
  /** When it was done, after the first words. */
  readonly atMs: number
  readonly painted: string
  readonly kept: KeptAnswer
}

/** An app that is killed again and again, and starts each time with what the last kill has left. */
export class Survivor {
  private constructor(
    private readonly profile: string,
    private readonly provider: PacedProvider,
    private app: AppUnderTest
  ) {}

  static async start(profile: string, provider: PacedProvider): Promise<Survivor> {
    const survivor = new Survivor(profile, provider, await AppUnderTest.start(profile))
    await survivor.window.useProvider(provider.baseUrl, 'Fast', 'fast')
    return survivor
  }

  get window(): RillPage {
    return new RillPage(this.app.page)
  }

  /** Asks, kills everything in the middle of the answer, and says what was painted and what is on disk. */
  async kill({ question, atMs, stuckDisk }: Kill): Promise<KillResult> {
    await this.window.newConversation()
    const painted = await PaintedText.watch(this.app.page)
    const processes = ProcessTree.of(this.app.child.pid ?? 0)
    expect(processes.size).toBeGreaterThanOrEqual(FEWEST_PROCESSES)
    const disk = stuckDisk ? await StuckDisk.under(this.database) : null
    try {
      const beginning = this.provider.firstByte()
      await this.window.ask(question)
      await beginning
      const begunMs = performance.now()
      await setTimeout(atMs)
      if (disk) {
        await disk.getStuck()
        await refuseLog(this.app.electron, this.database)
        await painted.rests()
      }
      const heard = this.app.page.waitForEvent('close', { timeout: HEARD_LIMIT_MS })
      const killedAtMs = performance.now() - begunMs
      await processes.kill()
      // What was reported before the kill and is still on its way counts as well.
      await heard
      expect(painted.losses).toBe(0)
      return { atMs: killedAtMs, painted: painted.text, kept: await keptAnswer(this.database) }
    } finally {
      await disk?.end()
    }
  }

  async restart(): Promise<void> {
    this.app = await AppUnderTest.start(this.profile)
  }

  /** Ends it for good; ending one that has ended is nothing. */
  end(): Promise<void> {
    return this.app.kill()
  }

  private get database(): string {
    return join(this.profile, 'history.db')
  }
}
