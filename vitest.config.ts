import { availableParallelism } from 'node:os'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 20_000,
    pool: 'threads',
    // Half of what the tests do is waiting.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Its import of Electron can only be replaced in a module that vitest transforms.
    server: { deps: { inline: ['electron-store'] } }
  }
})
