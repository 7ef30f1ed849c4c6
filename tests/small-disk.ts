import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FILLING = 'filling'
const PIECE_BYTES = 4_096

/** A real file system of a few megabytes, in memory, that can be full. Only where `cannotMount` is null. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  static mount(bytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'rill-disk-'))
    run('mount', '-t', 'tmpfs', '-o', `size=${String(bytes)}`, 'tmpfs', folder)
    return new SmallDisk(folder)
  }

  /** Leaves not one page free. */
  fill(): void {
    try {
      for (;;) writeFileSync(join(this.folder, FILLING), Buffer.alloc(PIECE_BYTES), { flag: 'a' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }

  makeRoom(): void {
    rmSync(join(this.folder, FILLING), { force: true })
  }

  unmount(): void {
    // Lazily: what a killed program has just held may take a moment to be let go.
    run('umount', '-l', this.folder)
    rmdirSync(this.folder)
  }
}

/** Why no disk can be mounted here; null when it can. */
export const cannotMount: string | null = mountProblem()

function mountProblem(): string | null {
  if (process.platform !== 'linux') return 'small disks are mounted on Linux only'
  try {
    SmallDisk.mount(PIECE_BYTES).unmount()
    return null
  } catch {
    return 'no right to mount a small disk'
  }
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`)
}
