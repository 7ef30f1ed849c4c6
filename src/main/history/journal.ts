import type { RunId } from '../../shared/domain/ids'
import type { Fault } from '../../shared/fault'
import type { Frame } from '../../shared/ipc/frames'
import { faultError } from '../fault-error'
import type { Writable } from './database'
import { diskFault } from './disk-fault'
import { pieceOf, type PieceTable } from './fold-pieces'

/** One call of `append` as it waits for its commit. */
export interface Append {
  readonly runId: RunId
  readonly frames: readonly Frame[]
}

/**
 * The frames of runs that go on, as they were shown, in a table: of a history in memory, and of what a crash has left.
 * Those of a stored history go into its `RunLogs`.
 */
export class Journal {
  private readonly putPieceSql: string

  constructor(
    private readonly database: Writable,
    private readonly table: PieceTable,
    /** Finds a row where the run of this id goes on. */
    liveSql: string
  ) {
    this.putPieceSql = `
      insert into ${table} (run_id, seq, body)
      select ?, ?, ? where exists (${liveSql})
      on conflict (run_id, seq) do nothing`
  }

  /**
   * Commits what waits in one transaction, so a writer that has fallen behind catches up. The faults are in the order
   * of the calls, null where one is on disk; one call's fault does not take the others back.
   */
  append(appends: readonly Append[]): readonly (Fault | null)[] {
    try {
      return this.database.transaction('process', () => appends.map((append) => this.putPiece(append)))
    } catch (error) {
      const { fault } = diskFault(error)
      return appends.map(() => fault)
    }
  }

  /** The fault of this call alone; throws when the whole transaction is lost. */
  private putPiece({ runId, frames }: Append): Fault | null {
    const body = pieceOf(frames)
    const first = frames[0]
    if (body === null || !first) return null
    try {
      if (this.database.run(this.putPieceSql, runId, first.seq, body, runId) > 0) return null
      return this.whyNotPut(runId, first.seq, body)
    } catch (error) {
      if (!this.database.inTransaction) throw error
      return diskFault(error).fault
    }
  }

  private whyNotPut(runId: RunId, seq: number, body: string): Fault | null {
    const sql = `select body from ${this.table} where run_id = ? and seq = ?`
    const stored = this.database.get<{ body: string }>(sql, runId, seq)
    if (!stored) return noRun().fault
    return stored.body === body ? null : faultError('internal', `other frames are stored as ${String(seq)}`).fault
  }
}

/** Its run has ended, or never was. */
export function noRun(): ReturnType<typeof faultError> {
  return faultError('gone', 'there is no such run, or it is over')
}
