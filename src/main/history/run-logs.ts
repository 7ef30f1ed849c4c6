import { close, ftruncate, open, rm, write } from 'node:fs'
import { promisify } from 'node:util'
import type { RunId } from '../../shared/domain/ids'
import type { Frame } from '../../shared/ipc/frames'
import { diskFault } from './disk-fault'
import { pieceOf } from './fold-pieces'
import { logFile, logLine } from './logged-pieces'
import type { OnSlow } from './thread-calls'

const closeFile = promisify(close)
const removeFile = promisify(rm)

/** As long as a commit may take before it is worth a line in the log, in milliseconds. */
const SLOW_MS = 250

/**
 * The journal of the runs that go on: one file each, beside the database, in which every tick is a line. A line that is
 * written outlives the process, as a commit does, at a third of its cost; the reader finds it there. `end` removes the
 * file once the whole content is in the database, and what a crash leaves is put there at the next start.
 */
export class RunLogs {
  private readonly logs = new Map<RunId, RunLog>()

  constructor(
    /** The database that the runs belong to. */
    private readonly database: string,
    private readonly onSlow: OnSlow = () => undefined
  ) {}

  /** Resolves once the frames are in the file, after those before; rejects with a fault of the disk. */
  async append(runId: RunId, frames: readonly Frame[]): Promise<void> {
    const body = pieceOf(frames)
    const first = frames[0]
    if (body === null || !first) return
    const startedMs = performance.now()
    try {
      await this.logOf(runId).append(logLine(first.seq, body))
    } catch (error) {
      throw diskFault(error)
    }
    const tookMs = performance.now() - startedMs
    if (tookMs > SLOW_MS) this.onSlow('append', tookMs)
  }

  /** To be called once the run's content is in the database. One that cannot be removed is at the next start. */
  async remove(runId: RunId): Promise<void> {
    const log = this.logs.get(runId)
    this.logs.delete(runId)
    // The content is stored: what a disk on the network says at the end of its log changes nothing.
    await log?.close().catch(() => undefined)
    await removeFile(logFile(this.database, runId), { force: true }).catch(() => undefined)
  }

  /** Lets go of the files once what was asked before is written; they stay. */
  async close(): Promise<void> {
    await Promise.all([...this.logs.values()].map((log) => log.close()))
    this.logs.clear()
  }

  private logOf(runId: RunId): RunLog {
    const known = this.logs.get(runId)
    if (known) return known
    const log = new RunLog(logFile(this.database, runId))
    this.logs.set(runId, log)
    return log
  }
}

interface Waiting {
  readonly line: string
  readonly settle: (error?: Error) => void
}

/**
 * One file of lines. Callbacks, because this is on the road of every token: promises around each step cost as much
 * again as the write itself.
 */
class RunLog {
  private waiting: Waiting[] = []
  private writing = false
  private idle: (() => void) | null = null
  private descriptor: number | null = null
  /** Where the last whole line ends, in bytes. */
  private end = 0

  constructor(private readonly file: string) {}

  /** Lines that wait are written together, in their order. */
  append(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ line, settle: (error) => (error ? reject(error) : resolve()) })
      if (!this.writing) this.writeOn()
    })
  }

  /** Once what waits is written. */
  async close(): Promise<void> {
    if (this.writing) await new Promise<void>((resolve) => (this.idle = resolve))
    if (this.descriptor !== null) await closeFile(this.descriptor)
    this.descriptor = null
  }

  private writeOn(): void {
    const lines = this.waiting
    this.waiting = []
    this.writing = lines.length > 0
    if (!this.writing) return this.idle?.()
    const settle = (error?: Error): void => {
      for (const one of lines) one.settle(error)
      this.writeOn()
    }
    if (this.descriptor !== null) return this.put(this.descriptor, lines, settle)
    open(this.file, 'wx', 0o600, (error, descriptor) => {
      if (error) return settle(error)
      this.descriptor = descriptor
      this.put(descriptor, lines, settle)
    })
  }

  private put(descriptor: number, lines: readonly Waiting[], settle: (error?: Error) => void): void {
    const bytes = Buffer.from(lines.map(({ line }) => line).join(''))
    const putFrom = (done: number): void =>
      write(descriptor, bytes, done, bytes.length - done, this.end + done, (error, written) => {
        // What a full disk had room for is no line. Where it cannot be cut off, the next one is written over it.
        if (error) return ftruncate(descriptor, this.end, () => settle(error))
        if (done + written < bytes.length) return putFrom(done + written)
        this.end += bytes.length
        settle()
      })
    putFrom(0)
  }
}
