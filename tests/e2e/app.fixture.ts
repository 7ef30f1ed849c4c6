import { test as base, expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppUnderTest, type StartOptions } from './app-under-test'
import { RillPage } from './rill-page'
import { SteeredProvider } from './steered-provider'
import { VirtualDisplay } from './virtual-display'

export { expect }

export interface Fixtures {
  /** The folder everything the app keeps is in; gone after the test. */
  readonly profile: string
  /** Starts the app with this test's profile; also a second time, after the first has ended. */
  readonly start: (options?: StartOptions) => Promise<AppUnderTest>
  readonly app: AppUnderTest
  readonly rill: RillPage
  readonly provider: SteeredProvider
}

/** Every app that a test starts is ended with it, and none may have complained. */
export const test = base.extend<Fixtures, { readonly display: undefined }>({
  // Tests beside each other would copy over what the other has on the clipboard.
  display: [
    async ({}, use) => {
      const display = process.platform === 'linux' ? await VirtualDisplay.start('1600x1200') : null
      if (display) process.env['DISPLAY'] = display.name
      await use(undefined)
      await display?.end()
    },
    { scope: 'worker', auto: true }
  ],

  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'rill-e2e-'))
    await use(profile)
    await rm(profile, { recursive: true, force: true, maxRetries: 10 })
  },

  start: async ({ profile }, use, info) => {
    const started: AppUnderTest[] = []
    await use(async (options) => {
      const app = await AppUnderTest.start(profile, options)
      started.push(app)
      return app
    })
    for (const [index, app] of started.entries()) {
      if (info.status !== info.expectedStatus) await info.attach(`printed-${index}.txt`, { body: app.printed })
      await app.kill()
    }
    expect(started.flatMap((app) => app.complaints)).toEqual([])
  },

  app: async ({ start }, use, info) => {
    const app = await start()
    await use(app)
    if (info.status !== info.expectedStatus && !app.page.isClosed()) {
      await info.attach('window.png', { body: await app.page.screenshot(), contentType: 'image/png' })
    }
  },

  rill: async ({ app }, use) => {
    await use(new RillPage(app.page))
  },

  provider: async ({}, use) => {
    const provider = await SteeredProvider.start()
    await use(provider)
    await provider.stop()
  }
})
