import { defineConfig } from '@playwright/test'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: resolve(ROOT, 'test-results/kill'),
  // A round starts on what the kill before it has left.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: resolve(ROOT, '.cache/kill.json') }]]
})
