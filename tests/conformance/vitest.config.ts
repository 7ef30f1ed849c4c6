import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['tests/conformance/**/*.test.ts'],
    globalSetup: ['tests/conformance/prepare.ts'],
    testTimeout: 40_000,
    hookTimeout: 40_000,
    maxConcurrency: 6,
    // The time to close is measured; one file at a time keeps it honest on two cores.
    fileParallelism: false
  }
})
