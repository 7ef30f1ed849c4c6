import { resolve } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { electronPath, sandboxSwitches } from '../../scripts/electron-runtime.mjs'
import { hasDisplay, withVirtualDisplay } from '../../scripts/window/display.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Program and first arguments of each way to run `ask`. */
    readonly nodeCommand: readonly string[]
    /** Null, with the reason, where there is no Electron to run. */
    readonly appCommand: readonly string[] | null
    readonly appProblem: string
    readonly display: string
  }
}

const ROOT = resolve(import.meta.dirname, '../..')
const OUT = resolve(ROOT, '.cache/conformance')

/** Bundles the command and the Electron entry, finds an Electron, and keeps a display for it while the tests run. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  await bundle()
  project.provide('nodeCommand', [process.execPath, resolve(OUT, 'cli.cjs')])
  const app = await appCommand()
  project.provide('appCommand', app.command)
  project.provide('appProblem', app.problem)
  const display = await openDisplay()
  project.provide('display', display.name)
  return display.close
}

/** Like the app's own build, without the rooms that these tests do not need. */
async function bundle(): Promise<void> {
  const input = { cli: resolve(ROOT, 'src/main/cli.ts'), app: resolve(import.meta.dirname, 'app-engine-entry.ts') }
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node18',
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: {
        input,
        external: ['electron', /^node:/],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' }
      }
    }
  })
}

async function appCommand(): Promise<{ command: readonly string[] | null; problem: string }> {
  try {
    const electron = await electronPath({ allowFallback: true })
    return { command: [electron, resolve(OUT, 'app.cjs'), ...sandboxSwitches(), '--log-level=3'], problem: '' }
  } catch (error) {
    return { command: null, problem: error instanceof Error ? error.message : String(error) }
  }
}

async function openDisplay(): Promise<{ name: string; close: () => Promise<void> }> {
  if (hasDisplay()) return { name: process.env['DISPLAY'] ?? '', close: () => Promise.resolve() }
  let close = (): void => undefined
  const closing = new Promise<void>((done) => (close = done))
  return new Promise((opened, reject) => {
    const whole = withVirtualDisplay(process.env, async (env: { DISPLAY: string }) => {
      opened({ name: env.DISPLAY, close: () => (close(), whole) })
      await closing
    })
    whole.catch(reject)
  })
}
