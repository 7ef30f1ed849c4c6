import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Fault } from '../../shared/fault'
import { FaultError } from '../fault-error'
import { backupFile, backupFolder, backupsOf } from './backup-files'
import { partOf, sweepParts } from './clean-backups'
import { diskFault, notWritten } from './disk-fault'
import { cutOff, GiveUp } from './give-up'
import { removedNotes } from './removed-notes'
import { markDamaged } from './replace-damaged'

export interface BackupsOptions {
  /** The database; its backups lie in the folder `backups` beside it. */
  readonly history: string
  /** Holds `history-backup.cjs`. */
  readonly threads: string
  /** Told when what is copied shows that the index of the search is damaged. */
  readonly onIndexDamaged?: () => void
  /** Milliseconds since 1970. */
  readonly wallMs?: () => number
  readonly cutOffAfterMs?: number
  readonly closeLimitMs?: number
}

/** What the thread is told. */
export interface BackupStart {
  readonly history: string
  /** Null: nothing new is made, and what has been removed for good is taken out of those that are there. */
  readonly into: string | null
  /** Becomes 1 once the app is closed. */
  readonly givenUp: Int32Array<SharedArrayBuffer>
}

export type BackupDone =
  /** `empty`: there is nothing in it, and it shall not push out a backup that holds something. */
  | { readonly state: 'made' | 'empty'; readonly isIndexSound?: false }
  | { readonly state: 'failed'; readonly fault: Fault }

/** `recent`: the newest one is young enough. */
export type BackupOutcome = BackupDone | { readonly state: 'recent' }

const GIVEN_UP: BackupDone = { state: 'failed', fault: { kind: 'internal', message: 'the backup was given up' } }

const MOST_BACKUPS = 3
const DAY_MS = 24 * 60 * 60 * 1_000

/** The first window and what it loads come first. */
const FIRST_AFTER_MS = 15_000

/** The app may stay open for weeks. */
const THEN_EVERY_MS = 60 * 60 * 1_000

/** Enough for the longest step of a history of usual size; what is not done then has its copy cut off under it. */
const CUT_OFF_AFTER_MS = 1_000
/** After this nobody waits any longer. */
const CLOSE_LIMIT_MS = 3_000

/** What is removed for good in several steps is taken out of the backups once. */
const CLEAN_AFTER_MS = 60_000

/** Keeps the last three daily backups. They are copied and checked in a thread of their own; no write waits for it. */
export class Backups {
  private readonly wallMs: () => number
  private timer: NodeJS.Timeout | null = null
  private cleaning: NodeJS.Timeout | null = null
  private onFault: (fault: Fault) => void = () => undefined
  /** Settles when what was begun last is done: one that is made is then among those that are cleaned. */
  private last: Promise<unknown> = Promise.resolve()
  /** Those that run, and when each has ended. */
  private readonly running = new Map<Worker, { readonly ended: Promise<BackupDone>; readonly into: string | null }>()
  private readonly giveUp = new GiveUp()
  private closed = false
  private isCut = false

  constructor(private readonly options: BackupsOptions) {
    this.wallMs = options.wallMs ?? Date.now
  }

  /** Makes one whenever the newest is older than a day, the first not at once. */
  start(onFault: (fault: Fault) => void): void {
    this.onFault = onFault
    const next = (afterMs: number): void => {
      this.timer = setTimeout(() => void this.upkeep().then(() => {
        if (this.timer !== null) next(THEN_EVERY_MS)
      }), afterMs)
      this.timer.unref()
    }
    next(FIRST_AFTER_MS)
  }

  /** To be called when something has been removed for good. */
  cleanSoon(): void {
    if (this.closed) return
    if (this.cleaning) clearTimeout(this.cleaning)
    this.cleaning = setTimeout(() => void this.clean().then((outcome) => this.report(outcome)), CLEAN_AFTER_MS)
    this.cleaning.unref()
  }

  /** Takes what has been removed for good out of the backups. Never rejects. */
  clean(): Promise<BackupOutcome> {
    return this.inTurn(async () => {
      const { history } = this.options
      sweepParts(history)
      return removedNotes(history).length === 0 ? { state: 'recent' } : this.copied({ history, into: null })
    })
  }

  /** Makes one unless the newest is young enough. Never rejects. */
  keep(): Promise<BackupOutcome> {
    return this.inTurn(async () => {
      const { history } = this.options
      const nowMs = this.wallMs()
      // One that claims to come from the future says nothing about its age.
      const isRecent = backupsOf(history).some(({ madeAtMs }) => madeAtMs <= nowMs && nowMs - madeAtMs < DAY_MS)
      return isRecent ? { state: 'recent' } : this.make(backupFile(history, nowMs))
    })
  }

  private async upkeep(): Promise<void> {
    this.report(await this.clean())
    this.report(await this.keep())
  }

  private report(outcome: BackupOutcome): void {
    if (outcome.state === 'failed') this.onFault(outcome.fault)
  }

  /** One after the other. What is thrown becomes the outcome. */
  private inTurn(work: () => Promise<BackupOutcome>): Promise<BackupOutcome> {
    const done = this.last.then(() => (this.closed ? GIVEN_UP : work())).catch(
      (error: unknown): BackupOutcome => ({ state: 'failed', fault: diskFault(error).fault })
    )
    this.last = done
    return done
  }

  /** One file with everything as it is now, at the place the person chose; it is there only when it is whole. */
  async saveTo(file: string): Promise<void> {
    const part = join(dirname(file), `.${basename(file)}.rill-part`)
    try {
      const done = await this.copied({ history: this.options.history, into: part })
      if (done.state === 'failed') throw new FaultError(done.fault)
      renameSync(part, file)
    } catch (error) {
      throw notWritten(error)
    } finally {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(part + end, { force: true })
    }
  }

  /**
   * A backup that is being made or cleaned is given up at its next step, and a step that is too long ends when what it
   * reads is gone. A thread that is ended in the middle of a call of SQLite would take the whole process with it, so
   * that one which still goes on at the limit is left to itself.
   */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    if (this.cleaning) clearTimeout(this.cleaning)
    this.timer = null
    this.closed = true
    const { cutOffAfterMs = CUT_OFF_AFTER_MS, closeLimitMs = CLOSE_LIMIT_MS } = this.options
    const untilMs = performance.now() + closeLimitMs
    while (!this.giveUp.decide() && performance.now() < untilMs) await after(1)
    const ended = Promise.all([...this.running.values()].map((one) => one.ended))
    if ((await Promise.race([ended, after(cutOffAfterMs, null, { ref: false })])) !== null) return
    this.isCut = true
    cutOff([...this.running.values()].flatMap(({ into }) => into ?? this.cleanedParts()))
    await Promise.race([ended, after(Math.max(0, untilMs - performance.now()), null, { ref: false })])
    for (const worker of this.running.keys()) worker.unref()
  }

  private cleanedParts(): readonly string[] {
    return backupsOf(this.options.history).map(({ file }) => partOf(file))
  }

  private async make(file: string): Promise<BackupOutcome> {
    const { history } = this.options
    mkdirSync(backupFolder(history), { recursive: true, mode: 0o700 })
    const part = partOf(file)
    try {
      const done = await this.copied({ history, into: part })
      if (done.state === 'made') this.putInPlace(part, file)
      // The next start looks at the whole file, however large it is.
      if (done.state === 'failed' && done.fault.kind === 'database_damaged') markDamaged(history)
      return done
    } finally {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(part + end, { force: true })
    }
  }

  private putInPlace(part: string, file: string): void {
    renameSync(part, file)
    for (const { file: old } of backupsOf(this.options.history).slice(MOST_BACKUPS)) rmSync(old)
  }

  /** Settles once the thread has ended: only then has it let go of the copy. */
  private copied(what: Omit<BackupStart, 'givenUp'>): Promise<BackupDone> {
    const workerData: BackupStart = { ...what, givenUp: this.giveUp.shared }
    const worker = new Worker(join(this.options.threads, 'history-backup.cjs'), { name: 'history-backup', workerData })
    const ended = new Promise<BackupDone>((resolve) => {
      let done: BackupDone = GIVEN_UP
      worker.on('message', (message: BackupDone) => {
        done = message
      })
      worker.on('error', (error) => {
        done = { state: 'failed', fault: diskFault(error).fault }
      })
      worker.on('exit', () => {
        this.running.delete(worker)
        if (done.state !== 'failed' && done.isIndexSound === false) this.options.onIndexDamaged?.()
        // What was made at the last moment may have been cut off.
        resolve(this.isCut ? GIVEN_UP : done)
      })
    })
    this.running.set(worker, { ended, into: what.into })
    return ended
  }
}
