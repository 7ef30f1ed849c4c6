import type { Page } from '@playwright/test'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppUnderTest, type StartOptions } from '../../tests/e2e/app-under-test'
import { RillPage } from '../../tests/e2e/rill-page'
import { memoryMb, processorSeconds } from './process-figures'

/** The built app with a profile of its own, as it is measured. */
export class MeasuredApp {
  readonly rill: RillPage

  private constructor(
    readonly app: AppUnderTest,
    private readonly profile: string
  ) {
    this.rill = new RillPage(app.page)
  }

  /** `stored`: a profile to begin with a copy of. */
  static async start(stored: string | null = null, options: StartOptions = {}): Promise<MeasuredApp> {
    const profile = await mkdtemp(join(tmpdir(), 'rill-bench-'))
    if (stored !== null) await cp(stored, profile, { recursive: true })
    return MeasuredApp.startIn(profile, options)
  }

  /** With this very profile, which goes with it. */
  static async startIn(profile: string, options: StartOptions = {}): Promise<MeasuredApp> {
    // As a person has it: with its keys, and the small window that waits for them.
    return new MeasuredApp(await AppUnderTest.start(profile, { takesKeys: true, ...options }), profile)
  }

  get page(): Page {
    return this.app.page
  }

  get pid(): number {
    return this.app.child.pid ?? 0
  }

  /** All its processes together. */
  processorSeconds(): number {
    return processorSeconds(this.pid)
  }

  /** Proportional set size of all its processes together. */
  memoryMb(): number {
    return memoryMb(this.pid)
  }

  async close(): Promise<void> {
    await this.app.kill()
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10 })
  }
}
