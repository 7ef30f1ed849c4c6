import type { Folder, FolderChange, RemovedFolder } from '../../shared/domain/folder'
import type { FolderId } from '../../shared/domain/ids'
import { faultError } from '../fault-error'
import type { Writable } from './database'

const PUT = `
  insert into folder (id, name, parent_id, position, open)
  select ?, ?, ?, coalesce(1 + (select max(position) from folder where parent_id is ?), 0), ?
  where not exists (select 1 from folder where id = ?)`

const CHANGE = 'update folder set name = coalesce(?, name), open = coalesce(?, open) where id = ?'

const FOLDER = 'select id, name, parent_id as parentId, open from folder where id = ?'

const INSIDE = 'select id from folder where parent_id is ? order by position, row'

const EMPTY_INTO = 'update conversation set folder_id = ? where folder_id = ?'

// What has been put elsewhere since stays there.
const FILL = `
  update conversation set folder_id = ?
  where folder_id is ? and id in (select value from json_each(?))`

/** The folders of the list. Asked twice is as asked once. */
export class FolderWriter {
  constructor(private readonly database: Writable) {}

  add(folder: Folder): void {
    this.write(() => this.put(folder))
  }

  change(id: FolderId, { name, parentId, open, at }: FolderChange): void {
    this.write(() => {
      const folder = this.folder(id)
      if (!folder) throw faultError('gone', 'there is no such folder')
      this.database.run(CHANGE, name ?? null, open === undefined ? null : Number(open), id)
      if (parentId !== undefined && parentId !== folder.parentId) this.putInto(id, parentId)
      if (at !== undefined) this.putAt(id, parentId === undefined ? folder.parentId : parentId, at)
    })
  }

  /** What is in it goes where the folder was. Removing one that is gone is nothing, and null. */
  remove(id: FolderId): RemovedFolder | null {
    return this.write(() => {
      const folder = this.folder(id)
      if (!folder) return null
      const removed = this.withPlaces(folder)
      const beside = this.inside(folder.parentId)
      this.database.run(EMPTY_INTO, folder.parentId, id)
      this.database.run('update folder set parent_id = null where parent_id = ?', id)
      this.database.run('delete from folder where id = ?', id)
      this.order(beside.flatMap((one) => (one === id ? removed.folderIds : [one])))
      return removed
    })
  }

  /** Puts a folder back with what was in it, but for what is elsewhere by now; `gone` where what it lay in is. */
  restore({ folder, at, folderIds, conversationIds }: RemovedFolder): void {
    const { id, parentId } = folder
    this.write(() => {
      this.put(folder)
      this.putAt(id, parentId, at)
      const onTop = new Set(this.inside(null))
      const kept = folderIds.filter((one) => onTop.has(one) && this.inside(one).length === 0)
      for (const one of kept) this.putInto(one, id)
      this.database.run(FILL, id, parentId, JSON.stringify(conversationIds))
    })
  }

  private put({ id, name, parentId, open }: Folder): void {
    this.mustBeOnTop(parentId)
    this.database.run(PUT, id, name, parentId, parentId, Number(open), id)
  }

  private folder(id: FolderId): Folder | null {
    const row = this.database.get<Omit<Folder, 'open'> & { open: number }>(FOLDER, id)
    return row ? { ...row, open: row.open !== 0 } : null
  }

  private inside(parentId: FolderId | null): readonly FolderId[] {
    return this.database.all<{ id: FolderId }>(INSIDE, parentId).map(({ id }) => id)
  }

  private withPlaces(folder: Folder): RemovedFolder {
    const within = 'select id from conversation where folder_id = ?'
    return {
      folder,
      at: this.inside(folder.parentId).indexOf(folder.id),
      folderIds: this.inside(folder.id),
      conversationIds: this.database.all<{ id: RemovedFolder['conversationIds'][number] }>(within, folder.id).map(({ id }) => id)
    }
  }

  private putInto(id: FolderId, parentId: FolderId | null): void {
    this.mustBeOnTop(parentId)
    const holds = this.inside(id).length > 0
    if (parentId !== null && (parentId === id || holds)) throw faultError('bad_ask', 'folders are one level deep')
    this.database.run('update folder set parent_id = ? where id = ?', parentId, id)
    this.putAt(id, parentId, Number.MAX_SAFE_INTEGER)
  }

  private putAt(id: FolderId, parentId: FolderId | null, at: number): void {
    const others = this.inside(parentId).filter((one) => one !== id)
    this.order([...others.slice(0, at), id, ...others.slice(at)])
  }

  /** Those that lie beside each other. */
  private order(ids: readonly FolderId[]): void {
    for (const [position, id] of ids.entries()) {
      this.database.run('update folder set position = ? where id = ?', position, id)
    }
  }

  private mustBeOnTop(parentId: FolderId | null): void {
    if (parentId === null) return
    const parent = this.folder(parentId)
    if (!parent) throw faultError('gone', 'there is no such folder')
    if (parent.parentId !== null) throw faultError('bad_ask', 'folders are one level deep')
  }

  private write<T>(write: () => T): T {
    return this.database.transaction('process', write)
  }
}
