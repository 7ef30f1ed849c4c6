import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const PROGRAM = join(import.meta.dirname, 'stuck-disk.mjs')

/** Another process that can make the commits to a database wait for ever; the app's own code is as it is. */
export class StuckDisk {
  readonly #printed: string[] = []
  readonly #child: ChildProcess

  private constructor(database: string) {
    this.#child = spawn(process.execPath, [PROGRAM, database], { stdio: 'pipe' })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (text: Buffer) => this.#printed.push(text.toString()))
    }
  }

  /** Resolves when it can get stuck at once. */
  static async under(database: string): Promise<StuckDisk> {
    const disk = new StuckDisk(database)
    await disk.#said()
    return disk
  }

  /** From when this resolves nothing is committed, until the end. */
  async getStuck(): Promise<void> {
    const stuck = this.#said()
    this.#child.stdin?.write('now\n')
    await stuck
  }

  /** A lock goes with the process that holds it. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }

  #said(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#child.once('exit', () => reject(new Error(`the disk could not get stuck: ${this.#printed.join('')}`)))
      this.#child.stdout?.once('data', () => resolve())
    })
  }
}
