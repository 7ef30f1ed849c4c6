import type { FaultKind } from '../../shared/fault'
import { FaultError, faultError } from '../fault-error'

// Primary result codes and, where they say more, extended ones: https://sqlite.org/rescode.html
const KIND_OF_RESULT: ReadonlyMap<number, FaultKind> = new Map<number, FaultKind>([
  [8, 'disk_read_only'], // SQLITE_READONLY
  [11, 'database_damaged'], // SQLITE_CORRUPT
  [13, 'disk_full'], // SQLITE_FULL
  [14, 'disk_read_only'], // SQLITE_CANTOPEN: the folder refuses the file or its write-ahead log
  [26, 'database_damaged'], // SQLITE_NOTADB
  [522, 'database_damaged'], // SQLITE_IOERR_SHORT_READ: the file ends before its pages do
  [4874, 'disk_full'] // SQLITE_IOERR_SHMSIZE: no room for the index of the write-ahead log
])

/** SQLITE_CONSTRAINT_FOREIGNKEY: the conversation or the parent that a row hangs on is not there. */
const MISSING_PARENT = 787

const KIND_OF_FILE_ERROR: ReadonlyMap<string, FaultKind> = new Map<string, FaultKind>([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EROFS', 'disk_read_only'],
  ['EACCES', 'disk_read_only'],
  ['EPERM', 'disk_read_only'],
  ['ENOTDIR', 'disk_read_only'],
  ['EEXIST', 'disk_read_only']
])

/** Classifies what SQLite or the file system threw. Messages name the cause, never a value: a value may be a prompt. */
export function diskFault(error: unknown): FaultError {
  if (error instanceof FaultError) return error
  if (!(error instanceof Error)) return faultError('internal', 'the history threw something that is no error')
  if ('errcode' in error && typeof error.errcode === 'number') return resultFault(error.errcode, error.message)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  // Any other message may quote what it choked on (JSON.parse does), so only the error's name goes out.
  return faultError((code && KIND_OF_FILE_ERROR.get(code)) || 'internal', code ?? error.name)
}

/** The same of a file somewhere else than the history, where a person has chosen to write. */
export function notWritten(error: unknown): FaultError {
  const { fault } = diskFault(error)
  const isOfThePlace = OF_THE_PLACE.has(fault.kind) || GONE.has(fault.message)
  return isOfThePlace ? faultError('file_not_written', fault.message) : new FaultError(fault)
}

const OF_THE_PLACE: ReadonlySet<FaultKind> = new Set<FaultKind>(['disk_full', 'disk_read_only'])
/** A folder that is gone, a disk that was taken out. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE', 'EISDIR'])

function resultFault(result: number, message: string): FaultError {
  if (result === MISSING_PARENT) return faultError('gone', 'what this belongs to does not exist')
  const kind = KIND_OF_RESULT.get(result) ?? KIND_OF_RESULT.get(result & 0xff) ?? 'internal'
  return faultError(kind, `SQLite ${String(result)}: ${message}`)
}
