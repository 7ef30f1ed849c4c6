import type { MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import type { ThreadOutline } from '../../../shared/ipc/calls'

/** A question or an answer of a thread, whether its text is here or not. */
export interface ThreadRow {
  readonly id: MessageId
  readonly role: 'user' | 'assistant'
  /** About the bytes of its text, for guessing its height. */
  readonly size: number
  /** What the tools of an answer gave back. */
  readonly resultIds: readonly MessageId[]
}

/** One row for each question and answer; the results of tools belong to the answer before them. */
export function rowsOf({ ids, roles, sizes }: ThreadOutline): readonly ThreadRow[] {
  const rows: (ThreadRow & { resultIds: MessageId[] })[] = []
  for (const [at, id] of ids.entries()) {
    const role = roles[at] ?? 'tool'
    if (role === 'tool') rows.at(-1)?.resultIds.push(id)
    else rows.push({ id, role, size: sizes[at] ?? 0, resultIds: [] })
  }
  return rows
}

export function outlineOf(messages: readonly Message[]): ThreadOutline {
  return {
    ids: messages.map((message) => message.id),
    roles: messages.map((message) => message.role),
    sizes: messages.map((message) => message.text.length)
  }
}

/** What of `known` leads up to the first of `end`, and then `end`; null where that is not known. */
export function joinedOutline(known: ThreadOutline, end: readonly Message[]): ThreadOutline | null {
  const first = end[0]
  const parent = first?.parentId ?? null
  const own = outlineOf(end)
  if (parent === null) return own
  const before = known.ids.lastIndexOf(parent) + 1
  if (before === 0) return null
  return {
    ids: [...known.ids.slice(0, before), ...own.ids],
    roles: [...known.roles.slice(0, before), ...own.roles],
    sizes: [...known.sizes.slice(0, before), ...own.sizes]
  }
}
