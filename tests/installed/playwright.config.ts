import { defineConfig } from '@playwright/test'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: resolve(ROOT, 'test-results/installed'),
  // Each step stands on what the one before it has installed.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: resolve(ROOT, '.cache/installed.json') }]]
})
