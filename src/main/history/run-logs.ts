import { close, ftruncate, open, rm, write } from 'node:fs'
import { promisify } from 'node:util'
import type { RunId } from '../../shared/domain/ids'
import type { Frame } from '../../shared/ipc/frames'
import { diskFault } from './disk-fault'
import { pieceOf } from './fold-pieces'
import { logFile, logLine } from './logged-pieces'
import type { OnSlow } from './thread-calls'

const closeFile = promisify(close)
const openFile = promisify(open)
const removeFile = promisify(rm)
const truncate = promisify(ftruncate)
const writeAt = promisify(write)

/** As long as a commit may take before it is worth a line in the log, in milliseconds. */
const SLOW_MS = 250

/**
 * The journal of the runs that go on: one file each, beside the database, in which every tick is a line. A line that is
 * written outlives the process, as a commit does, at a tenth of its cost; the reader finds it there. `end` removes the
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

/** One file of lines, written one after the other. */
class RunLog {
  private readonly opening: Promise<number>
  private last: Promise<unknown>
  /** Where the last whole line ends, in bytes. */
  private end = 0

  constructor(file: string) {
    this.opening = openFile(file, 'wx', 0o600)
    this.last = this.opening.catch(() => undefined)
  }

  append(line: string): Promise<void> {
    const written = this.last.then(() => this.write(Buffer.from(line)))
    this.last = written.catch(() => undefined)
    return written
  }

  async close(): Promise<void> {
    await this.last
    const descriptor = await this.opening.catch(() => null)
    if (descriptor !== null) await closeFile(descriptor)
  }

  private async write(line: Buffer): Promise<void> {
    const descriptor = await this.opening
    try {
      let done = 0
      while (done < line.length) {
        done += (await writeAt(descriptor, line, done, line.length - done, this.end + done)).bytesWritten
      }
      this.end += line.length
    } catch (error) {
      // What a full disk had room for is no line. Where it cannot be cut off, the next one is written over it.
      await truncate(descriptor, this.end).catch(() => undefined)
      throw error
    }
  }
}
