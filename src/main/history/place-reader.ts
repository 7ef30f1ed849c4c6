import type { ListedConversation, ListPlace } from '../../shared/domain/conversation'
import type { ListedFolder } from '../../shared/domain/folder'
import type { ConversationId } from '../../shared/domain/ids'
import { startOfGroup } from '../../shared/day-groups'
import { foldText } from '../../shared/find-text'
import type { DayCount, ListOutline } from '../../shared/ipc/list-calls'
import type { Readable, Value } from './database'

const LISTED = `
  select id, title, created_at_ms as createdAtMs, updated_at_ms as updatedAtMs, folder_id as folderId,
    pinned_at_ms as pinnedAtMs, archived_at_ms as archivedAtMs, deleted_at_ms as deletedAtMs,
    exists (select 1 from answer a where a.message_id = head_id and a.phase = 'interrupted' and a.state ->> 'kept' is null)
      as interrupted
  from conversation`

const ALL = `${LISTED} where deleted_at_ms is null order by updated_at_ms desc, id desc limit ? offset ?`

const PART = `${LISTED} where part = ? order by part_ms desc, id desc limit ? offset ?`

const count = (part: string): string => `(select count(*) from conversation where part = ${part})`

const COUNTS = `select ${count(`'pinned'`)} as pinned, ${count(`'archive'`)} as archived, ${count(`'trash'`)} as trashed`

const NEWEST_BEFORE = `
  select part_ms as atMs from conversation where part = 'inbox' and part_ms < ? order by part_ms desc limit 1`

const COUNT_IN_SPAN = `select count(*) as n from conversation where part = 'inbox' and part_ms >= ? and part_ms < ?`

const FOLDERS = `
  select f.id, f.name, f.parent_id as parentId, f.open, ${count('f.id')} as count
  from folder f left join folder up on up.id = f.parent_id
  order by coalesce(up.position, f.position), coalesce(up.row, f.row), up.row is not null, f.position, f.row`

const IN_FOLDERS = `
  select id from conversation where folder_id in (
    select value from json_each(?) union
    select id from folder where parent_id in (select value from json_each(?)))`

type ListedRow = Omit<ListedConversation, 'interrupted'> & { readonly interrupted: number }
type FolderRow = Omit<ListedFolder, 'open'> & { readonly open: number }

/** What is where in the list of conversations. */
export class PlaceReader {
  constructor(private readonly database: Readable) {}

  list(place: ListPlace | null, limit: number, offset: number): readonly ListedConversation[] {
    const part = place?.kind === 'folder' ? place.folderId : place?.kind
    const [sql, values]: [string, Value[]] = part === undefined ? [ALL, []] : [PART, [part]]
    const rows = this.database.all<ListedRow>(sql, ...values, limit, offset)
    return rows.map((row) => ({ ...row, interrupted: row.interrupted !== 0 }))
  }

  outline(nowMs: number): ListOutline {
    return this.database.snapshot(() => {
      const counts = this.database.get<Omit<ListOutline, 'days'>>(COUNTS)
      return { pinned: 0, archived: 0, trashed: 0, ...counts, days: this.days(nowMs) }
    })
  }

  /** A folder is followed by those in it. */
  folders(): readonly ListedFolder[] {
    return this.database.all<FolderRow>(FOLDERS).map((row) => ({ ...row, open: row.open !== 0 }))
  }

  /** The ids of all that is in the folders of this folded name and in those inside them; none where there is none. */
  inFoldersNamed(folded: string): readonly ConversationId[] {
    const named = this.folders().filter(({ name }) => foldText(name) === folded)
    const ids = JSON.stringify(named.map(({ id }) => id))
    return this.database.all<{ id: ConversationId }>(IN_FOLDERS, ids, ids).map(({ id }) => id)
  }

  /** From the newest down, one span after the other that has any. */
  private days(nowMs: number): readonly DayCount[] {
    const days: DayCount[] = []
    for (let endMs = Number.MAX_SAFE_INTEGER; ; ) {
      const newest = this.database.get<{ atMs: number }>(NEWEST_BEFORE, endMs)
      if (!newest) return days
      const startMs = startOfGroup(newest.atMs, nowMs)
      const count = this.database.get<{ n: number }>(COUNT_IN_SPAN, startMs, endMs)?.n ?? 0
      days.push({ startMs, count })
      endMs = startMs
    }
  }
}
