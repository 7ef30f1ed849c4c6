import { describe, expect, it } from 'vitest'
import type { ListedFolder } from '../../../shared/domain/folder'
import type { FolderId } from '../../../shared/domain/ids'
import type { ListOutline } from '../../../shared/ipc/list-calls'
import { positionOf, sectionsOf, startOf, stopAt, stopCount } from './list-sections'

const folder = (id: string, count: number, parentId: string | null = null, open = true): ListedFolder => ({
  id: id as FolderId,
  name: id,
  parentId: parentId as FolderId | null,
  open,
  count
})

const OUTLINE: ListOutline = {
  pinned: 2,
  days: [{ startMs: 20, count: 3 }, { startMs: 10, count: 4 }],
  archived: 5,
  trashed: 6
}

const shape = (folders: readonly ListedFolder[]): readonly string[] =>
  sectionsOf('all', OUTLINE, folders).map(({ key, offset, count }) => `${key} ${String(offset)}+${String(count)}`)

describe('sections of the list', () => {
  it('are what is pinned, the folders and the days, which share one part of the list', () => {
    expect(shape([folder('work', 7)])).toEqual(['pinned 0+2', 'work 0+7', '20 0+3', '10 3+4'])
    expect(sectionsOf('archive', OUTLINE, []).map(({ count }) => count)).toEqual([5])
    expect(sectionsOf('trash', OUTLINE, []).map(({ count }) => count)).toEqual([6])
  })

  it('hide what lies in a folded folder', () => {
    const inside = folder('inside', 1, 'work')
    expect(shape([folder('work', 7, null, false), inside])).toEqual(['pinned 0+2', 'work 0+0', '20 0+3', '10 3+4'])
    expect(shape([folder('work', 7), inside])).toContain('inside 0+1')
  })

  it('have a stop for each row and each folder, one after the other', () => {
    const sections = sectionsOf('all', OUTLINE, [folder('work', 1), folder('empty', 0)])
    expect(stopCount(sections)).toBe(2 + 2 + 1 + 7)
    const stops = Array.from({ length: stopCount(sections) }, (_, position) => stopAt(sections, position))
    expect(stops.map((stop) => stop && `${stop.section.key}${String(stop.index)}`).slice(0, 7)).toEqual([
      'pinned0', 'pinned1', 'work-1', 'work0', 'empty-1', '200', '201'
    ])
    stops.forEach((stop, position) => expect(stop && positionOf(sections, stop)).toBe(position))
    expect(stopAt(sections, stopCount(sections))).toBeNull()
    expect(startOf(sections, 'nowhere')).toBe(-1)
  })
})
