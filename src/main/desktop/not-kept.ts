import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ConversationId } from '../../shared/domain/ids'

/** More than anyone asks in one window; a file that was tampered with shall not erase a history. */
const MOST_IDS = 100

/**
 * The conversations that are not to be kept, in a file beside the history: what a crash leaves behind is erased by the
 * next start. The file holds ids and nothing else.
 */
export class NotKept {
  readonly #ids: Set<ConversationId>

  constructor(private readonly file: string) {
    this.#ids = new Set(readIds(file))
  }

  get ids(): readonly ConversationId[] {
    return [...this.#ids]
  }

  /** Throws when it cannot be written: then the conversation would outlive a crash, which the person has to know. */
  add(id: ConversationId): void {
    if (this.#ids.has(id)) return
    this.#ids.add(id)
    this.#writeOr(() => this.#ids.delete(id))
  }

  /** Throws when it cannot be written: then it is still to be erased. */
  remove(id: ConversationId): void {
    if (this.#ids.delete(id)) this.#writeOr(() => this.#ids.add(id))
  }

  /** What is here and what the next start reads are the same, whatever the disk does. */
  #writeOr(takeBack: () => void): void {
    try {
      this.#write()
    } catch (error) {
      takeBack()
      throw error
    }
  }

  #write(): void {
    if (this.#ids.size === 0) return rmSync(this.file, { force: true })
    const half = `${this.file}.new`
    writeFileSync(half, JSON.stringify(this.ids.slice(-MOST_IDS)), { mode: 0o600 })
    renameSync(half, this.file)
  }
}

function readIds(file: string): readonly ConversationId[] {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(read) ? read.filter(isId).slice(0, MOST_IDS) : []
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return []
    throw error
  }
}

function isId(value: unknown): value is ConversationId {
  return typeof value === 'string' && value.length > 0 && value.length <= 64
}
