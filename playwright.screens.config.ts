import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/screens',
  outputDir: 'test-results/screens',
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']]
})
