import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import type { Branch } from '../../shared/ipc/list-calls'
import type { Readable } from './database'
import { plainSnippet } from './search/plain-snippet'
import { wordsApart } from './search/tell-apart'

/** Enough for a line; marks of Markdown and white space take some of it. */
const WORDS_LENGTH = 120

/** Of these words a narrow row shows so many units. */
const SEEN_LENGTH = 40
/** Of versions that begin alike so much is read, and of so many of them at a place. */
const COMPARED_LENGTH = 64 * 1024
const MOST_COMPARED = 20
/** More than are shown. */
const MOST_COMPARED_PLACES = 300

const NODES = `
  select m.id, m.parent_id as parentId, m.role, substr(m.text, 1, ${String(WORDS_LENGTH)}) as words,
    m.created_at_ms as createdAtMs, a.model
  from message m left join answer a on a.message_id = m.id
  where m.conversation_id = ? order by m.created_at_ms desc, m.id desc`

const TEXTS = `
  select m.id, substr(m.text, 1, ${String(COMPARED_LENGTH)}) as text
  from json_each(?) wanted join message m on m.id = wanted.value order by wanted.key`

const SHOWN = `
  with recursive path (id, parent_id) as (
    select m.id, m.parent_id from conversation c join message m on m.id = c.head_id where c.id = ?
    union all
    select up.id, up.parent_id from path join message up on up.id = path.parent_id
  )
  select id from path`

interface Node {
  readonly id: MessageId
  readonly parentId: MessageId | null
  readonly role: Message['role']
  readonly words: string
  readonly createdAtMs: number
  readonly model: string | null
}

/** Where the messages of a conversation part. */
export class TreeReader {
  constructor(private readonly database: Readable) {}

  /** Each branch right after the one it hangs on, the older of two first; empty where there is no message. */
  branches(id: ConversationId): readonly Branch[] {
    return this.database.snapshot(() => {
      const shown = new Set(this.database.all<{ id: MessageId }>(SHOWN, id).map((row) => row.id))
      const children = childrenOf(this.database.all<Node>(NODES, id))
      const alikes = [...children.values()].flatMap(alike).slice(0, MOST_COMPARED_PLACES)
      const apart = new Map(alikes.flatMap((nodes) => this.wordsApart(nodes)))
      return branchesOf(children, shown, apart)
    })
  }

  private wordsApart(nodes: readonly Node[]): readonly (readonly [MessageId, string])[] {
    const rows = this.database.all<{ id: MessageId; text: string }>(TEXTS, JSON.stringify(nodes.map(({ id }) => id)))
    const words = wordsApart(rows.map(({ text }) => text))
    return rows.flatMap(({ id }, at): [MessageId, string][] => {
      const own = words[at] ?? null
      return own === null ? [] : [[id, own]]
    })
  }
}

type Children = ReadonlyMap<MessageId | null, readonly Node[]>

/** Versions that cannot be told apart by their beginnings, with those like each other together. */
function alike(versions: readonly Node[]): readonly (readonly Node[])[] {
  if (versions.length < 2) return []
  const byWords = new Map<string, Node[]>()
  for (const node of versions) {
    const seen = node.words.slice(0, SEEN_LENGTH)
    byWords.set(seen, [...(byWords.get(seen) ?? []), node])
  }
  return [...byWords.values()].filter((some) => some.length > 1).map((some) => some.slice(0, MOST_COMPARED))
}

/** The newest first, as they come. */
function childrenOf(nodes: readonly Node[]): Children {
  const children = new Map<MessageId | null, Node[]>()
  for (const node of nodes) {
    const beside = children.get(node.parentId)
    if (beside) beside.push(node)
    else children.set(node.parentId, [node])
  }
  return children
}

/** Without recursion: a conversation may be ten thousand branches deep. */
function branchesOf(
  children: Children,
  shown: ReadonlySet<MessageId>,
  apart: ReadonlyMap<MessageId, string>
): readonly Branch[] {
  const below = (id: MessageId | null): readonly Node[] => children.get(id) ?? []
  const branches: Branch[] = []
  const waiting = below(null).map((node) => ({ node, depth: 0 }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    let [count, end] = [1, node]
    for (let [only, other] = below(end.id); only && !other; [only, other] = below(end.id)) {
      end = only
      count += 1
    }
    const words = plainSnippet(apart.get(node.id) ?? node.words, [], node.words.startsWith('|')).text
    const { id: messageId, role, createdAtMs, model } = node
    branches.push({ messageId, role, words, createdAtMs, model, depth, count, shown: shown.has(messageId) })
    for (const child of below(end.id)) waiting.push({ node: child, depth: depth + 1 })
  }
  return branches
}
