import { constants, copyFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { faultError, type FaultError } from '../fault-error'
import { isRaw, type Raw } from './settings-document'

const maxFileBytes = 16 * 1024 * 1024

export interface SettingsFileOptions {
  readonly folder: string
  readonly now: () => Date
  /** Makes the electron-store; throws when its file cannot be read. */
  readonly openStore: (options: StoreOptions) => JsonStore
}

export interface StoreOptions {
  readonly cwd: string
  readonly name: string
  readonly serialize: (value: unknown) => string
  readonly deserialize: (text: string) => Record<string, unknown>
  readonly accessPropertiesByDotNotation: false
  readonly configFileMode: number
}

/** What is used of electron-store: reading and replacing the whole. */
export interface JsonStore {
  store: Record<string, unknown>
}

/** The settings on disk. electron-store writes a temporary file and renames it, so a kill leaves the old or the new. */
export class SettingsFile {
  readonly path: string
  readonly #options: SettingsFileOptions
  #store: JsonStore | null = null
  /** What is on disk, as far as is known; null when there is no file. */
  #onDisk: Raw | null = null

  constructor(options: SettingsFileOptions) {
    this.#options = options
    this.path = join(options.folder, 'settings.json')
  }

  /** Null when there is no file; throws when there is one that cannot be read. */
  read(): Raw | null {
    this.#removeHalfWritten()
    const stats = statSync(this.path, { throwIfNoEntry: false })
    if (!stats) return null
    if (stats.size > maxFileBytes) throw new Error('the file is too large')
    this.#onDisk = this.#open().store
    return this.#onDisk
  }

  /** Null when it is on disk, else why not (`disk_full`, `disk_read_only`); what was there is then still there. */
  write(raw: Raw): FaultError | null {
    try {
      const before = this.#onDisk
      this.#put(raw)
      this.#onDisk = raw
      return this.#isWhole(raw) ? null : this.#takeBack(before)
    } catch (error) {
      return diskFault(error)
    }
  }

  /** Renames the file out of the way and returns its new path; null when that is not possible. */
  moveAside(): string | null {
    this.#store = null
    this.#onDisk = null
    return this.#aside((to) => renameSync(this.path, to))
  }

  /** Leaves a copy of the file as it is and returns its path; null when that is not possible. */
  copyAside(): string | null {
    return this.#aside((to) => copyFileSync(this.path, to, constants.COPYFILE_EXCL))
  }

  #open(): JsonStore {
    this.#store ??= this.#options.openStore({
      cwd: this.#options.folder,
      name: 'settings',
      serialize,
      deserialize,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600 // the extra headers of a provider may hold secrets
    })
    return this.#store
  }

  #put(raw: Raw): void {
    const store = this.#open()
    outsideSnap(() => {
      store.store = { ...raw }
    })
  }

  /** A disk that fills up can take a part of a write without an error, and electron-store renames that part. */
  #isWhole(raw: Raw): boolean {
    return statSync(this.path).size === Buffer.byteLength(serialize(raw))
  }

  #takeBack(before: Raw | null): FaultError {
    this.#onDisk = before
    if (before === null) rmSync(this.path, { force: true })
    else this.#put(before) // fits: the rename has just freed at least its blocks
    return faultError('disk_full', 'The settings could not be written whole.')
  }

  /** A kill in the middle of a write leaves the temporary file, which may hold a secret header and is nobody's. */
  #removeHalfWritten(): void {
    try {
      for (const name of namesIn(this.#options.folder)) {
        if (HALF_WRITTEN.test(name)) rmSync(join(this.#options.folder, name), { force: true })
      }
    } catch {
      // Where nothing can be removed it stays; what follows says so if nothing can be written either.
    }
  }

  #aside(put: (to: string) => void): string | null {
    const at = this.#options.now().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
    for (let turn = 1; turn <= 100; turn++) {
      const to = join(this.#options.folder, `settings.unreadable-${at}${turn === 1 ? '' : `-${turn}`}.json`)
      try {
        if (statSync(to, { throwIfNoEntry: false })) continue
        put(to)
        return to
      } catch {
        return null // told by the notice that names no file
      }
    }
    return null
  }
}

/**
 * In a snap electron-store writes into the file itself, and a kill leaves half of it. The variable by which it tells
 * comes down to every program that is started from a snap, such as an editor's terminal.
 */
function outsideSnap(write: () => void): void {
  const { SNAP } = process.env
  delete process.env['SNAP']
  try {
    write()
  } finally {
    if (SNAP !== undefined) process.env['SNAP'] = SNAP
  }
}

/** As electron-store's writer names them. */
const HALF_WRITTEN = /^settings\.json\.tmp-[\da-f]{16}$/

function namesIn(folder: string): readonly string[] {
  // A first start has no folder yet.
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : []
}

function serialize(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Editors of some systems put a byte order mark first, which JSON does not allow. */
function deserialize(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
  if (!isRaw(value)) throw new Error('the file is no JSON object')
  return { ...value }
}

function diskFault(error: unknown): FaultError {
  // Without a code it is an unreadable file that could not be moved out of the way.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'the old file is in the way'
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return faultError(full ? 'disk_full' : 'disk_read_only', `The settings could not be written: ${code}.`)
}
