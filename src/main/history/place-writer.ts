import { TRASH_KEEPS_MS, type KeptPlace, type PlaceChange } from '../../shared/domain/conversation'
import type { ConversationId } from '../../shared/domain/ids'
import type { Writable } from './database'

const CHANGE_PLACE = `
  update conversation set folder_id = case when ? then ? else folder_id end,
    pinned_at_ms = case ? when 1 then coalesce(pinned_at_ms, ?) when 0 then null else pinned_at_ms end,
    archived_at_ms = case ? when 1 then coalesce(archived_at_ms, ?) when 0 then null else archived_at_ms end
  where id = ? and deleted_at_ms is null`

const KEPT = `
  select c.id, c.folder_id as folderId, c.pinned_at_ms is not null as pinned, c.archived_at_ms is not null as archived
  from json_each(?) wanted join conversation c on c.id = wanted.value where c.deleted_at_ms is null order by wanted.key`

// By the part, so that the index finds them: a start does not read every conversation there is.
const OLD_TRASH = `select id from conversation where part in ('trash', 'coming') and part_ms < ?`

const IS_LOST = `conversation_id <> '' and conversation_id not in (select id from conversation)`
const LOST_DRAFTS = `delete from draft where ${IS_LOST}`

const imagesOfDrafts = (which: string): string =>
  `select kept.value ->> 'id' from draft, json_each(draft.images) kept where ${which}`
// What else was put in and is not asked yet may be on its way into a question.
const IMAGES_OF_LOST_DRAFTS = `
  delete from image where id in (${imagesOfDrafts(IS_LOST)})
    and id not in (${imagesOfDrafts(`not (${IS_LOST})`)}) and id not in (select image_id from message_image)`

type KeptRow = Omit<KeptPlace, 'pinned' | 'archived'> & { readonly pinned: number; readonly archived: number }

/** Within a transaction of the caller's. */
export function putPlace(
  database: Writable,
  id: ConversationId,
  { folderId, pinned, archived }: PlaceChange,
  nowMs: number
): void {
  const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value))
  const values = [Number(folderId !== undefined), folderId ?? null, flag(pinned), nowMs, flag(archived), nowMs]
  database.run(CHANGE_PLACE, ...values, id)
}

/** Where conversations are kept: in which folder, pinned, archived, in the trash. Asked twice is as asked once. */
export class PlaceWriter {
  constructor(
    private readonly database: Writable,
    /** Milliseconds since 1970. */
    private readonly wallMs: () => number = Date.now
  ) {}

  /** Those that are gone or deleted are left out. Returns where each was kept. */
  move(ids: readonly ConversationId[], change: PlaceChange): readonly KeptPlace[] {
    const nowMs = this.wallMs()
    return this.write(() => {
      const rows = this.database.all<KeptRow>(KEPT, JSON.stringify(ids))
      ids.forEach((id) => putPlace(this.database, id, change, nowMs))
      return rows.map((row) => ({ ...row, pinned: row.pinned !== 0, archived: row.archived !== 0 }))
    })
  }

  delete(ids: readonly ConversationId[]): void {
    const nowMs = this.wallMs()
    const sql = 'update conversation set deleted_at_ms = coalesce(deleted_at_ms, ?) where id = ?'
    this.write(() => ids.forEach((id) => this.database.run(sql, nowMs, id)))
  }

  restore(ids: readonly ConversationId[]): void {
    const sql = 'update conversation set deleted_at_ms = null where id = ?'
    this.write(() => ids.forEach((id) => this.database.run(sql, id)))
  }

  /** Removes for good those of them that are in the trash, in one transaction each. */
  purge(ids: readonly ConversationId[]): void {
    for (const id of ids) {
      this.write(() => this.database.run('delete from conversation where id = ? and deleted_at_ms is not null', id))
    }
    this.write(() => {
      this.database.run(IMAGES_OF_LOST_DRAFTS)
      this.database.run(LOST_DRAFTS)
    })
  }

  /** What `purgeOld` would remove. */
  oldTrash(): readonly ConversationId[] {
    return this.database.all<{ id: ConversationId }>(OLD_TRASH, this.wallMs() - TRASH_KEEPS_MS).map(({ id }) => id)
  }

  /** What has been in the trash for as long as it keeps things, and what an import that was killed has left. */
  purgeOld(): void {
    this.purge(this.oldTrash())
  }

  private write<T>(write: () => T): T {
    return this.database.transaction('process', write)
  }
}
