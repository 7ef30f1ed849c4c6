import { execFileSync, spawnSync } from 'node:child_process'

const GONE_LIMIT_MS = 10_000
const LOOK_EVERY_MS = 5

/** The processes of a program: itself and all that came of it. */
export class ProcessTree {
  private constructor(
    private readonly root: number,
    private readonly pids: readonly number[]
  ) {}

  static of(root: number): ProcessTree {
    const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    const parents = list.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number))
    const pids = [root]
    // Grows while it is walked: children follow their parents.
    for (const pid of pids) {
      for (const [child, parent] of parents) if (parent === pid && child !== undefined) pids.push(child)
    }
    return new ProcessTree(root, pids)
  }

  get size(): number {
    return this.pids.length
  }

  /** SIGKILL to all of them at once; resolves when none is left. */
  async kill(): Promise<void> {
    // The group as well: it has what was started since.
    for (const pid of [this.root, -this.root, ...this.pids]) signal(pid, 'SIGKILL')
    const until = performance.now() + GONE_LIMIT_MS
    while (this.pids.some(isThere)) {
      if (performance.now() > until) throw new Error('a killed process did not go')
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

/** One that is dead and only waits for its parent to notice holds nothing any more. */
function isThere(pid: number): boolean {
  if (!signal(pid, 0)) return false
  // Prints nothing for one that has gone in between.
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return state !== '' && !state.startsWith('Z')
}
