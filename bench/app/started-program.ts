import { spawn, type ChildProcess } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import { electronPath, sandboxSwitches } from '../../scripts/electron-runtime.mjs'
import { DebuggingPipe } from './debugging-pipe'
import { nowMs } from './now'
import { memoryMb } from './process-figures'

const QUIT_LIMIT_MS = 15_000
const LOOK_MS = 100
const LOOK_LIMIT_MS = 15_000

/** A program as the system would start it: ours, or one of the bare ones. */
export interface Program {
  /** What Electron runs: the folder of an app, or its script. */
  readonly path: string
  /** The file its window shows. */
  readonly page: string
  readonly switches?: readonly string[]
}

/**
 * A program that was started as a person starts it: nothing is attached to it and nobody waits for its windows. Its
 * pages keep the moments of their start themselves, and are asked for them once it is over.
 */
export class StartedProgram {
  /** When it was started, in milliseconds since 1970. */
  readonly startedMs: number
  readonly #child: ChildProcess
  readonly #debugging: DebuggingPipe
  readonly #ended: Promise<unknown>

  private constructor(
    private readonly program: Program,
    executable: string,
    profile: string
  ) {
    const own = [`--user-data-dir=${profile}`, '--lang=en-US', '--remote-debugging-pipe']
    const args = [program.path, ...own, ...sandboxSwitches(), ...(program.switches ?? [])]
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
    this.startedMs = nowMs()
    // The protocol is read from the fourth and written to the fifth.
    this.#child = spawn(executable, args, {
      env: { ...env, LANG: 'en_US.UTF-8', LANGUAGE: 'en' },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']
    })
    this.#ended = new Promise((resolve) => this.#child.once('exit', resolve))
    const [, , , asks, answers] = this.#child.stdio
    if (!(asks instanceof Writable) || !(answers instanceof Readable)) throw new Error('the program has no pipes')
    this.#debugging = new DebuggingPipe(asks, answers)
  }

  static async start(program: Program, profile: string): Promise<StartedProgram> {
    const executable = process.env['RILL_TEST_ELECTRON'] ?? (await electronPath({ allowFallback: true }))
    return new StartedProgram(program, executable, profile)
  }

  /** Proportional set size of all its processes together. */
  memoryMb(): number {
    return memoryMb(this.#child.pid ?? 0)
  }

  /**
   * How long after its start the last of these entries of its page's own timeline came, in milliseconds. They are
   * looked for `restMs` after the start, when they have come long since; a start that takes longer is looked at until
   * they have.
   */
  async reachedMs(names: readonly string[], restMs: number): Promise<number> {
    await passed(this.startedMs + restMs - nowMs())
    const giveUpMs = nowMs() + LOOK_LIMIT_MS
    for (;;) {
      const atMs = (await this.#target()) ? await this.inPage(entriesAt, names) : null
      if (atMs !== null) return atMs - this.startedMs
      if (nowMs() > giveUpMs) throw new Error(`${this.program.page} has not come to ${names.join(' and ')}`)
      await passed(LOOK_MS)
    }
  }

  /** Types this into what has the focus, and Enter after it. */
  async enter(text: string): Promise<void> {
    await this.#attached(async (ask) => {
      await ask('Input.insertText', { text })
      const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
      await ask('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter })
      await ask('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
    })
  }

  /** What the function gives back in the page; it sees nothing but its argument. Nothing stays attached. */
  inPage<A, T>(run: (argument: A) => T, argument: A): Promise<T> {
    return this.#attached(async (ask) => {
      const expression = `(${String(run)})(${JSON.stringify(argument)})`
      const told = await ask<Evaluated<T>>('Runtime.evaluate', { expression, returnByValue: true })
      if (told.exceptionDetails) throw new Error(`${this.program.page}: ${JSON.stringify(told.exceptionDetails)}`)
      return told.result.value
    })
  }

  /**
   * Ends it as a person does, so that it puts everything away: Chromium quits when nobody can debug it any more. By
   * force when it does not.
   */
  async quit(): Promise<void> {
    this.#debugging.close()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), QUIT_LIMIT_MS)
    await this.#ended
    clearTimeout(timer)
  }

  async #target(): Promise<Target | undefined> {
    const { targetInfos } = await this.#debugging.ask<{ readonly targetInfos: readonly Target[] }>('Target.getTargets')
    return targetInfos.find(({ type, url }) => type === 'page' && url.includes(this.program.page))
  }

  async #attached<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const target = await this.#target()
    if (!target) throw new Error(`no window shows ${this.program.page}`)
    const which = { targetId: target.targetId, flatten: true }
    const { sessionId } = await this.#debugging.ask<{ readonly sessionId: string }>('Target.attachToTarget', which)
    try {
      return await work((method, params) => this.#debugging.ask(method, params, sessionId))
    } finally {
      await this.#debugging.ask('Target.detachFromTarget', { sessionId })
    }
  }
}

type Ask = <T extends object>(method: string, params: object) => Promise<T>

interface Target {
  readonly type: string
  readonly url: string
  readonly targetId: string
}

interface Evaluated<T> {
  readonly result: { readonly value: T }
  readonly exceptionDetails?: object
}

/** Runs in the page: when the last of them came, in milliseconds since 1970; null while one is missing. */
function entriesAt(names: readonly string[]): number | null {
  const times = names.map((name) => performance.getEntriesByName(name)[0]?.startTime)
  return times.includes(undefined) ? null : performance.timeOrigin + Math.max(...times.map(Number))
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
