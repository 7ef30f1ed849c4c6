import { test as base, expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PacedProvider, type Pace } from '../paced-provider'
import { Survivor } from './survivor'
import { toldText } from './told-text'

export { expect }

/** About 6,000 characters a second, far more than any model writes, and more than the longest round can hear. */
const FAST: Pace = { chunksPerSecond: 1_000, pieces: toldText(400_000).match(/[^]{6}/g) ?? [] }

interface Fixtures {
  /** Killed by one round after the other; a round that fails has the next one begin with a new profile. */
  readonly survivor: Survivor
}

export const test = base.extend<object, Fixtures>({
  survivor: [
    async ({}, use) => {
      const profile = await mkdtemp(join(tmpdir(), 'rill-kill-'))
      const provider = await PacedProvider.start()
      provider.pace = FAST
      const survivor = await Survivor.start(profile, provider)
      await use(survivor)
      await survivor.end()
      await provider.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 10 })
    },
    { scope: 'worker', timeout: 60_000 }
  ]
})
