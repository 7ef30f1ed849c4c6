import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect } from '@playwright/test'
import { VirtualDisplay } from './virtual-display'

const PROGRAMS = ['Xvfb', 'openbox', 'xterm', 'xdotool'] as const
const START_LIMIT_MS = 15_000

/** Why there can be no session of its own here; null when there can be. */
export function noXSession(): string | null {
  if (process.platform !== 'linux') return 'X sessions are of Linux'
  const missing = PROGRAMS.filter((program) => spawnSync('which', [program]).status !== 0)
  return missing.length === 0 ? null : `${missing.join(', ')} missing: install it to press real keys`
}

/** A virtual screen with a window manager and another program that has the focus; real keys are pressed on it. */
export class XSession {
  private readonly children: ChildProcess[] = []

  private constructor(
    readonly env: Readonly<Record<string, string | undefined>>,
    private readonly display: VirtualDisplay
  ) {}

  static async start(): Promise<XSession> {
    const display = await VirtualDisplay.start('1280x900')
    const env = { DISPLAY: display.name, XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: undefined }
    const session = new XSession(env, display)
    session.#run('openbox', '--sm-disable')
    await expect.poll(() => session.#isManaged(), { timeout: START_LIMIT_MS }).toBe(true)
    return session
  }

  /** Opens a terminal that copies what is typed into it to a file, line by line, and waits until it has the focus. */
  async openTerminal(file: string): Promise<void> {
    this.#run('xterm', '-title', 'terminal', '-e', `cat > ${file}`)
    await expect.poll(() => this.focused(), { timeout: START_LIMIT_MS }).toBe('terminal')
  }

  /** The title of the window that has the focus; empty when none has. */
  focused(): string {
    return this.#xdotool('getactivewindow', 'getwindowname')
  }

  /** Presses these keys as a person does: the server sees them, and whoever has asked for them or has the focus. */
  press(...keys: readonly string[]): void {
    this.#xdotool('key', '--clearmodifiers', ...keys)
  }

  type(text: string): void {
    this.#xdotool('type', '--delay', '5', text)
  }

  async end(): Promise<void> {
    for (const child of this.children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const gone = once(child, 'exit')
      child.kill()
      await gone
    }
    await this.display.end()
  }

  /** Whether a window manager has taken the screen: before that nothing is given the focus. */
  #isManaged(): boolean {
    return spawnSync('xdotool', ['get_num_desktops'], { env: this.#env() }).status === 0
  }

  #xdotool(...args: readonly string[]): string {
    return spawnSync('xdotool', args, { env: this.#env(), encoding: 'utf8' }).stdout.trim()
  }

  #run(program: string, ...args: readonly string[]): void {
    this.children.push(spawn(program, args, { env: this.#env(), stdio: 'ignore' }))
  }

  #env(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.env }
  }
}
