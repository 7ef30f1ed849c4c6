import { defineConfig } from '@playwright/test'

/** Watches a window for what it does by itself: others on the same display would make it draw. */
const ALONE = /idle\.spec\.ts$/

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each test starts an app of its own with a profile of its own, so they do not meet.
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'window', testIgnore: ALONE },
    { name: 'alone', testMatch: ALONE, dependencies: ['window'] }
  ],
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]]
})
