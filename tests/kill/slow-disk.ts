import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const PROGRAM = join(import.meta.dirname, 'slow-disk.mjs')

/** Another process that makes the commits to a database wait; the app's own code is as it is. */
export class SlowDisk {
  readonly #printed: string[] = []

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => this.#printed.push(text.toString()))
  }

  /** Resolves when a commit would have to wait for the first time; rejects when none ever will. */
  static async under(database: string): Promise<SlowDisk> {
    const slow = new SlowDisk(spawn(process.execPath, [PROGRAM, database], { stdio: 'pipe' }))
    await new Promise<void>((resolve, reject) => {
      slow.child.stdout?.once('data', () => resolve())
      slow.child.once('exit', () => reject(new Error(`the disk could not be made slow: ${slow.#printed.join('')}`)))
    })
    return slow
  }

  /** A lock goes with the process that holds it. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGKILL')
    await gone
  }
}
