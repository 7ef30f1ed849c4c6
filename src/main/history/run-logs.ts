import { close, ftruncate, open, rm, write } from 'node:fs'
import { promisify } from 'node:util'
import type { RunId } from '../../shared/domain/ids'
import type { Frame } from '../../shared/ipc/frames'
import { faultError } from '../fault-error'
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
  append(runId: RunId, frames: readonly Frame[]): Promise<void> {
    const body = pieceOf(frames)
    const first = frames[0]
    if (body === null || !first) return Promise.resolve()
    return this.logOf(runId).append(logLine(first.seq, body))
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
    const log = new RunLog(logFile(this.database, runId), this.onSlow)
    this.logs.set(runId, log)
    return log
  }
}

interface Waiting {
  readonly sinceMs: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * One file of lines. One promise for a line and no function made for it, because this is on the road of every token:
 * at sixty lines a second nothing is ever compiled for speed, and promises around each step cost as much again as the
 * write itself.
 */
class RunLog {
  /** The lines that wait, one after the other, and those who wait for them. */
  private text = ''
  private waiting: Waiting[] = []
  /** Those who wait for what is being written; null when nothing is. */
  private writing: readonly Waiting[] | null = null
  /** What is being written, or was last. */
  private lines = ''
  /** How many of their bytes are in the file. */
  private done = 0
  private idle: (() => void) | null = null
  private closing: Promise<void> | null = null
  private descriptor: number | null = null
  /** Where the last whole line ends, in bytes. */
  private end = 0

  constructor(
    private readonly file: string,
    private readonly onSlow: OnSlow
  ) {}

  /** Lines that wait are written together, in their order. */
  append(line: string): Promise<void> {
    if (this.closing !== null) return Promise.reject(faultError('internal', 'the log of the run was closed'))
    this.text += line
    const written = new Promise<void>((resolve, reject) => {
      this.waiting.push({ sinceMs: performance.now(), resolve, reject })
    })
    if (this.writing === null) this.writeOn()
    return written
  }

  /** Once what waits is written; nothing is from here on. */
  close(): Promise<void> {
    return (this.closing ??= this.letGo())
  }

  private async letGo(): Promise<void> {
    if (this.writing !== null) await new Promise<void>((resolve) => (this.idle = resolve))
    const { descriptor } = this
    this.descriptor = null
    if (descriptor !== null) await closeFile(descriptor)
  }

  private writeOn(): void {
    this.writing = this.waiting
    this.waiting = []
    this.lines = this.text
    this.text = ''
    this.done = 0
    if (this.descriptor !== null) return this.put(this.descriptor)
    open(this.file, 'wx', 0o600, (error, descriptor) => {
      if (error) return this.settle(error)
      this.descriptor = descriptor
      this.put(descriptor)
    })
  }

  /** Lines go as they are, because a buffer made of them costs a third of the write again; a rest goes as bytes. */
  private put(descriptor: number): void {
    if (this.done === 0) return write(descriptor, this.lines, this.end, 'utf8', this.hasPut)
    const rest = Buffer.from(this.lines).subarray(this.done)
    write(descriptor, rest, 0, rest.length, this.end + this.done, this.hasPut)
  }

  private readonly hasPut = (error: Error | null, written: number): void => {
    const { descriptor } = this
    this.done += written
    if (descriptor === null) return this.settle(error ?? new Error('the log was closed while it was written'))
    // What a full disk had room for is no line. Where it cannot be cut off, the next one is written over it.
    if (error) return ftruncate(descriptor, this.end, () => this.settle(error))
    if (this.done < Buffer.byteLength(this.lines)) return this.put(descriptor)
    this.end += this.done
    this.settle(null)
  }

  private settle(error: Error | null): void {
    const writing = this.writing ?? []
    this.writing = null
    if (this.waiting.length > 0) this.writeOn()
    const nowMs = performance.now()
    for (const { sinceMs, resolve, reject } of writing) {
      if (error) reject(diskFault(error))
      else resolve()
      if (nowMs - sinceMs > SLOW_MS) this.onSlow('append', nowMs - sinceMs)
    }
    if (this.writing === null) this.idle?.()
  }
}
