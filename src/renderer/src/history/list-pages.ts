import type { ListedConversation, ListPlace } from '../../../shared/domain/conversation'
import { partOf } from './list-sections'

/** As many as fill a few screens, and few enough to come within a frame. */
export const PAGE_SIZE = 100

/** What is kept of a list that is scrolled through: some screens to each side of what was seen last. */
const MOST_PAGES = 60

export interface PageName {
  readonly place: ListPlace
  readonly page: number
}

export type Page = readonly ListedConversation[]

export const nameOf = ({ place, page }: PageName): string => `${partOf(place)}:${String(page)}`

/** The pages that hold these rows of a part. */
export function pagesOf(place: ListPlace, from: number, to: number): readonly PageName[] {
  const first = Math.floor(from / PAGE_SIZE)
  const count = Math.max(0, Math.ceil(to / PAGE_SIZE) - first)
  return Array.from({ length: count }, (_, at) => ({ place, page: first + at }))
}

/** The row at this place of a part, undefined while its page is not there. */
export function rowIn(pages: ReadonlyMap<string, Page>, place: ListPlace, at: number): ListedConversation | undefined {
  const page = Math.floor(at / PAGE_SIZE)
  return pages.get(nameOf({ place, page }))?.[at - page * PAGE_SIZE]
}

/** With these pages as well, without those that were added longest ago when there are too many. */
export function withPages(
  pages: ReadonlyMap<string, Page>,
  added: readonly (readonly [string, Page])[]
): ReadonlyMap<string, Page> {
  const all = new Map(pages)
  for (const [name, page] of added) {
    all.delete(name)
    all.set(name, page)
  }
  for (const name of all.keys()) if (all.size > MOST_PAGES) all.delete(name)
  return all
}
