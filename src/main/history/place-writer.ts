import { TRASH_KEEPS_MS, type KeptPlace, type PlaceChange } from '../../shared/domain/conversation'
import type { Folder, FolderChange, RemovedFolder } from '../../shared/domain/folder'
import type { ConversationId, FolderId } from '../../shared/domain/ids'
import { faultError } from '../fault-error'
import type { Writable } from './database'

const PUT = `
  insert into folder (id, name, parent_id, position, open)
  select ?, ?, ?, coalesce(1 + (select max(position) from folder where parent_id is ?), 0), ?
  where not exists (select 1 from folder where id = ?)`

const CHANGE_FOLDER = 'update folder set name = coalesce(?, name), open = coalesce(?, open) where id = ?'

const FOLDER = 'select id, name, parent_id as parentId, open from folder where id = ?'

const BESIDE = 'select id from folder where parent_id is ? and id <> ? order by position, row'

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

/** Where conversations are kept: folders, what is pinned and archived, the trash. Asked twice is as asked once. */
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

  addFolder({ id, name, parentId, open }: Folder): void {
    this.write(() => {
      this.mustBeOnTop(parentId)
      this.database.run(PUT, id, name, parentId, parentId, Number(open), id)
    })
  }

  changeFolder(id: FolderId, { name, parentId, open, at }: FolderChange): void {
    this.write(() => {
      const folder = this.database.get<{ parentId: FolderId | null }>('select parent_id as parentId from folder where id = ?', id)
      if (!folder) throw faultError('gone', 'there is no such folder')
      this.database.run(CHANGE_FOLDER, name ?? null, open === undefined ? null : Number(open), id)
      if (parentId !== undefined && parentId !== folder.parentId) this.putInto(id, parentId)
      if (at !== undefined) this.putAt(id, parentId === undefined ? folder.parentId : parentId, at)
    })
  }

  /** What is in it goes where the folder was. Removing one that is gone is nothing, and null. */
  removeFolder(id: FolderId): RemovedFolder | null {
    return this.write(() => {
      const removed = this.asIs(id)
      if (removed === null) return null
      const up = 'select parent_id from folder where id = ?'
      this.database.run(`update conversation set folder_id = (${up}) where folder_id = ?`, id, id)
      this.database.run('update folder set parent_id = null where parent_id = ?', id)
      this.database.run('delete from folder where id = ?', id)
      return removed
    })
  }

  private asIs(id: FolderId): RemovedFolder | null {
    const row = this.database.get<Omit<Folder, 'open'> & { open: number }>(FOLDER, id)
    if (!row) return null
    const beside = this.idsOf<FolderId>('select id from folder where parent_id is ? order by position, row', row.parentId)
    return {
      folder: { ...row, open: row.open !== 0 },
      at: beside.indexOf(id),
      folderIds: this.idsOf('select id from folder where parent_id = ? order by position, row', id),
      conversationIds: this.idsOf('select id from conversation where folder_id = ? and deleted_at_ms is null', id)
    }
  }

  private idsOf<Id>(sql: string, of: FolderId | null): readonly Id[] {
    return this.database.all<{ id: Id }>(sql, of).map(({ id }) => id)
  }

  private putInto(id: FolderId, parentId: FolderId | null): void {
    this.mustBeOnTop(parentId)
    const holds = this.database.get('select 1 from folder where parent_id = ?', id)
    if (parentId !== null && (parentId === id || holds)) throw faultError('bad_ask', 'folders are one level deep')
    this.database.run('update folder set parent_id = ? where id = ?', parentId, id)
    this.putAt(id, parentId, Number.MAX_SAFE_INTEGER)
  }

  private putAt(id: FolderId, parentId: FolderId | null, at: number): void {
    const others = this.database.all<{ id: FolderId }>(BESIDE, parentId, id).map((row) => row.id)
    const ordered = [...others.slice(0, at), id, ...others.slice(at)]
    for (const [position, one] of ordered.entries()) {
      this.database.run('update folder set position = ? where id = ?', position, one)
    }
  }

  private mustBeOnTop(parentId: FolderId | null): void {
    if (parentId === null) return
    const parent = this.database.get<{ parentId: FolderId | null }>('select parent_id as parentId from folder where id = ?', parentId)
    if (!parent) throw faultError('gone', 'there is no such folder')
    if (parent.parentId !== null) throw faultError('bad_ask', 'folders are one level deep')
  }

  private write<T>(write: () => T): T {
    return this.database.transaction('process', write)
  }
}
