import { defineConfig } from '@playwright/test'

/** Run by `tests/e2e/no-network.spec.ts`, in a network namespace. */
export default defineConfig({
  testDir: 'tests/no-network',
  outputDir: 'test-results/no-network',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']]
})
