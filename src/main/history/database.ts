import { backup, DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import type { RunId } from '../../shared/domain/ids'
import { faultError } from '../fault-error'
import { OpenLogs, type LoggedPiece } from './logged-pieces'
import { storable } from './storable'

export type Value = string | number | null
/** What a statement that writes can be given. */
export type Written = Value | Uint8Array

/** A connection that can only ask. */
export interface Readable {
  all<Row>(sql: string, ...values: readonly Value[]): Row[]
  /** The same, each when it is asked for. What is not read to its end has to be left, as `for` does. */
  each<Row>(sql: string, ...values: readonly Value[]): Iterable<Row>
  /** Undefined when there is no row. */
  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined
  /**
   * The values that `sql` hands to its function `report`. Unlike `all` and `get` it leaves no statement open: the
   * driver cannot close one, so a connection that has any keeps its files open until its thread ends. A file that may
   * have to be renamed is looked at with this alone.
   */
  reported(sql: string): Value[]
  /** Everything `read` asks comes from one moment, whatever is being written meanwhile. */
  snapshot<T>(read: () => T): T
  /** The same with the logs of that moment, which `logged` then reads. */
  liveSnapshot<T>(read: () => T): T
  /** What the log of a run holds, as of a live snapshot or a transaction. Nothing where it has none. */
  logged(runId: RunId): readonly LoggedPiece[]
  close(): void
}

/** What a commit must outlive: a killed `process`, or a cut of the `power` as well (one sync of the disk more). */
export type Outlives = 'process' | 'power'

/** The connection that writes; there is one. */
export interface Writable extends Readable {
  /** Returns how many rows have changed. */
  run(sql: string, ...values: readonly Written[]): number
  /** Several statements without values. */
  script(sql: string): void
  /** Runs `sql`, whose function `fed` gives these rows as JSON arrays. Leaves nothing open, as `reported`. */
  feed(sql: string, rows: readonly (readonly Value[])[]): void
  /** Commits when `write` returns, takes everything back when it throws. */
  transaction<T>(outlives: Outlives, write: () => T): T
  /** Within a transaction: takes back what `write` alone did when it throws. */
  attempt<T>(write: () => T): T
  /** False once a fault such as a full disk has taken a running transaction back by itself. */
  readonly inTransaction: boolean
}

export const IN_MEMORY = ':memory:'

/** Before it, two connections that checkpoint at the same time could corrupt the file: https://sqlite.org/wal.html */
const OLDEST_SQLITE = [3, 51, 3]

/** How long to wait for a lock of another process, such as a backup program, in milliseconds. */
export const LOCK_WAIT_MS = 5_000

/** Opens the file for reading only; throws when it does not exist. */
export function openReadable(file: string): Readable {
  return new Connection(new DatabaseSync(file, { readOnly: true, timeout: LOCK_WAIT_MS, defensive: true }), file)
}

/** Opens or makes the file. Throws what SQLite throws; `diskFault` says what that means. */
export function openWritable(file: string): Writable {
  const connection = new Connection(new DatabaseSync(file, { timeout: LOCK_WAIT_MS, defensive: true }), file)
  try {
    assertVersion(connection)
    // A plain fsync does not reach the platter on macOS; fullfsync does, and means nothing elsewhere.
    connection.script('pragma journal_mode = wal; pragma synchronous = normal; pragma fullfsync = on')
    // A write-ahead log that once grew large is cut back to this many bytes.
    connection.script('pragma journal_size_limit = 16777216; pragma trusted_schema = off; pragma cell_size_check = on')
    // Where it costs no further write, what is deleted is overwritten as well.
    connection.script('pragma secure_delete = fast')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** How long one that is just quitting has to let go, in milliseconds. */
const HOLDER_WAIT_MS = 1_000

/** Holds a lock on this file until it is closed; throws `history_in_use` while another process does. */
export function openLock(file: string): { close(): void } {
  const database = new DatabaseSync(file, { timeout: HOLDER_WAIT_MS })
  try {
    // Nothing is ever written, so nothing has to be kept for taking it back.
    database.exec('pragma journal_mode = memory; begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw faultError('history_in_use', 'another process holds the lock of the history')
    }
    throw error
  }
}

const SQLITE_BUSY = 5

/** 16 MB: as long as the copy goes on when nobody waits for it any more. */
const COPIED_TOGETHER = 4_096

/**
 * Copies the database as it is at one moment, its write-ahead log included, while others write: the transaction holds
 * that moment, without which a copy in steps would begin again with every commit in between. What `mustGoOn` throws
 * between two steps ends it.
 */
export async function copyDatabase(file: string, to: string, mustGoOn: () => void = () => undefined): Promise<void> {
  const source = new DatabaseSync(file, { readOnly: true, timeout: LOCK_WAIT_MS, defensive: true })
  try {
    source.exec('begin; select count(*) from sqlite_schema')
    await backup(source, to, { rate: COPIED_TOGETHER, progress: mustGoOn })
  } finally {
    source.close()
  }
}

class Connection implements Writable {
  private readonly statements = new Map<string, StatementSyncInstance>()

  private reports: Value[] = []
  private fed: readonly (readonly Value[])[] = []
  private logs: OpenLogs | null = null

  constructor(
    private readonly database: DatabaseSyncInstance,
    private readonly file: string
  ) {
    database.function('report', (value: Value) => {
      this.reports.push(value)
      return null
    })
    database.function('fed', () => JSON.stringify(this.fed))
  }

  all<Row>(sql: string, ...values: readonly Value[]): Row[] {
    return this.prepared(sql).all(...values.map(bindable)) as Row[]
  }

  *each<Row>(sql: string, ...values: readonly Value[]): Iterable<Row> {
    const rows = this.prepared(sql).iterate(...values.map(bindable))
    try {
      yield* rows as Iterable<Row>
    } catch (error) {
      // Without it the driver says the same once more where the statement is used next.
      rows.return?.()
      throw error
    }
  }

  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.prepared(sql).get(...values.map(bindable)) as Row | undefined
  }

  run(sql: string, ...values: readonly Written[]): number {
    return this.prepared(sql).run(...values.map(bindable)).changes
  }

  script(sql: string): void {
    this.database.exec(sql)
  }

  feed(sql: string, rows: readonly (readonly Value[])[]): void {
    this.fed = rows.map((row) => row.map(bindable))
    this.database.exec(sql)
    this.fed = []
  }

  reported(sql: string): Value[] {
    this.reports = []
    this.database.exec(sql)
    return this.reports
  }

  snapshot<T>(read: () => T): T {
    return this.database.isTransaction ? read() : this.between('begin', read)
  }

  liveSnapshot<T>(read: () => T): T {
    // Before the moment begins: the log of a run that ends after it can be read on where it is open.
    this.openLogs()
    return this.snapshot(read)
  }

  logged(runId: RunId): readonly LoggedPiece[] {
    return this.openLogs()?.pieces(runId) ?? []
  }

  transaction<T>(outlives: Outlives, write: () => T): T {
    if (outlives === 'process') return this.between('begin immediate', write)
    this.script('pragma synchronous = full')
    try {
      return this.between('begin immediate', write)
    } finally {
      this.script('pragma synchronous = normal')
    }
  }

  attempt<T>(write: () => T): T {
    this.script('savepoint attempt')
    try {
      const result = write()
      this.script('release attempt')
      return result
    } catch (error) {
      if (this.database.isTransaction) this.script('rollback to attempt; release attempt')
      throw error
    }
  }

  get inTransaction(): boolean {
    return this.database.isTransaction
  }

  close(): void {
    this.statements.clear()
    if (this.database.isOpen) this.database.close()
  }

  private openLogs(): OpenLogs | null {
    if (this.file !== IN_MEMORY) this.logs ??= OpenLogs.beside(this.file)
    return this.logs
  }

  private between<T>(begin: string, work: () => T): T {
    try {
      this.script(begin)
      const result = work()
      this.script('commit')
      return result
    } catch (error) {
      if (this.database.isTransaction) this.script('rollback')
      throw error
    } finally {
      this.logs?.close()
      this.logs = null
    }
  }

  /** The statements are constants of this room, so this holds some thirty of them. */
  private prepared(sql: string): StatementSyncInstance {
    const known = this.statements.get(sql)
    if (known) return known
    const statement = this.database.prepare(sql)
    this.statements.set(sql, statement)
    return statement
  }
}

function bindable<T extends Written>(value: T): T | string {
  return typeof value === 'string' ? storable(value) : value
}

function assertVersion(connection: Readable): void {
  const version = String(connection.reported('select report(sqlite_version())')[0])
  const parts = version.split('.').map(Number)
  const difference = OLDEST_SQLITE.map((part, at) => (parts[at] ?? 0) - part).find((step) => step !== 0) ?? 0
  if (difference < 0) throw faultError('internal', `SQLite ${version} is too old, ${OLDEST_SQLITE.join('.')} is needed`)
}
