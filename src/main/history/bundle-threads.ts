import { mkdirSync, mkdtempSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'

const ROOM = import.meta.dirname

/** Within the project, so that what is bundled finds the driver in its `node_modules`. */
const CACHE = resolve(ROOM, '../../../node_modules/.cache')

/**
 * Bundles this room's threads, and other entries of it by name, as the app's build does, for tests: a worker cannot be
 * started from TypeScript. Returns the folder, which the caller removes.
 */
export async function bundleThreads(others: Readonly<Record<string, string>> = {}): Promise<string> {
  mkdirSync(CACHE, { recursive: true })
  const outDir = mkdtempSync(resolve(CACHE, 'history-threads-'))
  const own = {
    'history-writer': 'writer-thread.ts',
    'history-reader': 'reader-thread.ts',
    'history-backup': 'backup-thread.ts'
  }
  const entries = { ...own, ...others }
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, resolve(ROOM, file)]))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      ssr: true,
      target: 'node18',
      rolldownOptions: {
        input,
        external: ['@photostructure/sqlite', /^node:/],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' }
      }
    }
  })
  return outDir
}
