import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import type { Branch } from '../../shared/ipc/list-calls'
import type { Readable } from './database'

/** Enough for a line; marks of Markdown and white space take some of it. */
const WORDS_LENGTH = 120

const NODES = `
  select id, parent_id as parentId, role, substr(text, 1, ${String(WORDS_LENGTH)}) as words
  from message where conversation_id = ? order by created_at_ms desc, id desc`

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
}

/** Where the messages of a conversation part. */
export class TreeReader {
  constructor(private readonly database: Readable) {}

  /** Each branch right after the one it hangs on, the older of two first; empty where there is no message. */
  branches(id: ConversationId): readonly Branch[] {
    return this.database.snapshot(() => {
      const shown = new Set(this.database.all<{ id: MessageId }>(SHOWN, id).map((row) => row.id))
      return branchesOf(childrenOf(this.database.all<Node>(NODES, id)), shown)
    })
  }
}

type Children = ReadonlyMap<MessageId | null, readonly Node[]>

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
function branchesOf(children: Children, shown: ReadonlySet<MessageId>): readonly Branch[] {
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
    const words = node.words.replace(/\s+/gu, ' ').trim()
    branches.push({ messageId: node.id, role: node.role, words, depth, count, shown: shown.has(node.id) })
    for (const child of below(end.id)) waiting.push({ node: child, depth: depth + 1 })
  }
  return branches
}
