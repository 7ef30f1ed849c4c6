import { test as base, expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FastProvider } from './fast-provider'
import { Survivor } from './survivor'

export { expect }

interface Fixtures {
  /** Killed by one round after the other; a round that fails has the next one begin with a new profile. */
  readonly survivor: Survivor
}

export const test = base.extend<object, Fixtures>({
  survivor: [
    async ({}, use) => {
      const profile = await mkdtemp(join(tmpdir(), 'rill-kill-'))
      const provider = await FastProvider.start()
      const survivor = await Survivor.start(profile, provider)
      await use(survivor)
      await survivor.end()
      await provider.stop()
      await rm(profile, { recursive: true, force: true, maxRetries: 10 })
    },
    { scope: 'worker', timeout: 60_000 }
  ]
})
