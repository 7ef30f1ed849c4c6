import type { ListPlace } from '../../../shared/domain/conversation'
import type { ListedFolder } from '../../../shared/domain/folder'
import type { ListOutline } from '../../../shared/ipc/list-calls'

/** What the sidebar lists: all that is at hand, or one of the two places for what is put away. */
export type ShownPlace = 'all' | 'archive' | 'trash'

interface SectionBase {
  readonly key: string
  /** The part of the list its rows come from, and how many of that part come before them. */
  readonly place: ListPlace
  readonly offset: number
  /** How many rows it shows; none while it is folded. */
  readonly count: number
}

/** Rows under one heading. */
export type Section =
  | (SectionBase & { readonly kind: 'pinned' | 'archive' | 'trash' })
  | (SectionBase & { readonly kind: 'folder'; readonly folder: ListedFolder })
  | (SectionBase & { readonly kind: 'day'; readonly startMs: number })

/** Where the keys can stop: a row, or with -1 the folder itself. */
export interface Stop {
  readonly section: Section
  readonly index: number
}

/** The name of the part of the list that a place is. */
export function partOf(place: ListPlace): string {
  return place.kind === 'folder' ? place.folderId : place.kind
}

/** What is shown, from the top down. */
export function sectionsOf(
  shown: ShownPlace,
  outline: ListOutline,
  folders: readonly ListedFolder[]
): readonly Section[] {
  if (shown === 'archive') return [{ ...flat('archive'), count: outline.archived }]
  if (shown === 'trash') return [{ ...flat('trash'), count: outline.trashed }]
  const pinned = outline.pinned > 0 ? [{ ...flat('pinned'), count: outline.pinned }] : []
  return [...pinned, ...folderSections(folders), ...daySections(outline)]
}

/** How many places the keys can stop at. */
export function stopCount(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + stopsIn(section), 0)
}

/** Null beyond the end. */
export function stopAt(sections: readonly Section[], position: number): Stop | null {
  let left = position
  for (const section of sections) {
    if (left < stopsIn(section)) return { section, index: left - heads(section) }
    left -= stopsIn(section)
  }
  return null
}

/** The position of the first stop of this section; -1 when it is not shown. */
export function startOf(sections: readonly Section[], key: string): number {
  const at = sections.findIndex((section) => section.key === key)
  return at === -1 ? -1 : stopCount(sections.slice(0, at))
}

export function positionOf(sections: readonly Section[], { section, index }: Stop): number {
  return startOf(sections, section.key) + index + heads(section)
}

function flat<Kind extends 'pinned' | 'archive' | 'trash'>(kind: Kind): SectionBase & { readonly kind: Kind } {
  return { kind, key: kind, place: { kind }, offset: 0, count: 0 }
}

function folderSections(folders: readonly ListedFolder[]): readonly Section[] {
  const folded = new Set(folders.filter(({ open }) => !open).map(({ id }) => id))
  return folders
    .filter(({ parentId }) => parentId === null || !folded.has(parentId))
    .map((folder) => ({
      kind: 'folder',
      key: folder.id,
      place: { kind: 'folder', folderId: folder.id },
      offset: 0,
      count: folder.open ? folder.count : 0,
      folder
    }))
}

function daySections({ days }: ListOutline): readonly Section[] {
  let offset = 0
  return days.map(({ startMs, count }) => {
    const section = { kind: 'day', key: String(startMs), place: { kind: 'inbox' }, offset, count, startMs } as const
    offset += count
    return section
  })
}

function stopsIn(section: Section): number {
  return section.count + heads(section)
}

function heads({ kind }: Section): number {
  return kind === 'folder' ? 1 : 0
}
