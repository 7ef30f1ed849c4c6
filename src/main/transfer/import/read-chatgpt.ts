import type { MessageId } from '../../../shared/domain/ids'
import { saidBy, timeOfNode, type NodeSaid } from './chatgpt-node'
import { fenced, joined } from './foreign-tool'
import { fieldsOf, textOf, timeOf, type Fields } from './json-shapes'
import { MadeConversation, type MadeAnswer, type MadeResult, type MessagePlace } from './made-conversation'
import { FOREIGN_RECORD_LIMIT, type ReadStep, type RecordReader } from './record-reader'

/** `conversations.json` of ChatGPT's export: a list of conversations, each a tree of nodes in `mapping`. */
export class ChatGptReader implements RecordReader {
  readonly format = 'chatgpt'
  readonly recordLimit = FOREIGN_RECORD_LIMIT

  /** `undatedMs`: the time of a conversation that says none, in milliseconds since 1970. */
  constructor(private readonly undatedMs: number) {}

  read(record: unknown): ReadStep[] {
    const fields = fieldsOf(record)
    const id = textOf(fields['conversation_id']) || textOf(fields['id'])
    const title = textOf(fields['title'])
    const isConversation = id !== '' && typeof fields['mapping'] === 'object'
    if (!isConversation) return [{ kind: 'problem', problem: 'not_a_conversation', title }]
    const updatedAtMs = timeOf(fields['update_time'])
    const createdAtMs = timeOf(fields['create_time']) ?? updatedAtMs ?? this.undatedMs
    const made = new MadeConversation({ format: 'chatgpt', id, title, createdAtMs, updatedAtMs })
    const walk = new Walk(made, fieldsOf(fields['mapping']))
    walk.all()
    return made.steps(walk.shownAt(textOf(fields['current_node'])), walk.leftOut)
  }

  end(): { steps: readonly ReadStep[]; complete: boolean } {
    return { steps: [], complete: true }
  }
}

/** Where the walk is: what the next node hangs on. */
interface Place {
  readonly parentId: MessageId | null
  /** The answer that a node may add to, because nothing else hangs on it. */
  readonly open: MadeAnswer | null
  readonly result: MadeResult | null
  /** What was thought and belongs to the next answer. */
  readonly thought: string
}

const START: Place = { parentId: null, open: null, result: null, thought: '' }

/**
 * ChatGPT writes one answer as several nodes: thoughts, a call, what the tool said, the text. A node adds to the answer
 * before it as long as nothing branches off in between.
 */
class Walk {
  private readonly children = new Map<string, string[]>()
  private readonly roots: string[] = []
  private readonly places = new Map<string, Place>()

  constructor(private readonly made: MadeConversation, private readonly nodes: Fields) {
    for (const [id, node] of Object.entries(nodes)) {
      const parent = textOf(fieldsOf(node)['parent'])
      if (parent === '' || !Object.hasOwn(nodes, parent)) this.roots.push(id)
      else this.childrenOf(parent).push(id)
    }
  }

  /** Nodes that hang on each other in a circle: no root leads to them. */
  get leftOut(): number {
    const isMessage = (node: unknown): boolean => saidBy(fieldsOf(node)).kind !== 'nothing'
    return Object.entries(this.nodes).filter(([id, node]) => !this.places.has(id) && isMessage(node)).length
  }

  /** The message a node has become part of; null where there is none. */
  shownAt(node: string): MessageId | null {
    return this.places.get(node)?.parentId ?? null
  }

  all(): void {
    const waiting = this.roots.map((id) => ({ id, place: START })).reverse()
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const children = this.children.get(next.id) ?? []
      const place = this.take(next.id, next.place, children)
      this.places.set(next.id, place)
      // What branches here is nobody's to add to.
      const below = children.length > 1 ? { ...place, open: null, result: null } : place
      for (const id of [...children].reverse()) waiting.push({ id, place: below })
    }
  }

  private childrenOf(parent: string): string[] {
    const children = this.children.get(parent) ?? []
    this.children.set(parent, children)
    return children
  }

  private take(id: string, place: Place, children: readonly string[]): Place {
    const said = this.saidAt(id)
    switch (said.kind) {
      case 'nothing':
        return place
      case 'question': {
        const question = this.made.question(this.placeOf(id, place), said.text)
        return { ...START, parentId: question.id }
      }
      case 'thought':
        return this.takeThought(id, place, said, children)
      case 'answer': {
        const answer = this.answerAt(id, place, said.model)
        answer.text = joined(answer.text, said.text)
        if (said.rawFinish === 'max_tokens') answer.state = { phase: 'ended', finish: 'length', rawFinish: said.rawFinish }
        if (said.rawFinish === 'interrupted') answer.state = { phase: 'stopped' }
        return { ...START, parentId: answer.id, open: answer }
      }
      case 'call':
        return this.takeCall(id, place, said, children)
      case 'result':
        return this.takeResult(id, place, said.text)
    }
  }

  private takeThought(
    id: string,
    place: Place,
    { text, model }: Extract<NodeSaid, { kind: 'thought' }>,
    children: readonly string[]
  ): Place {
    const thought = joined(place.thought, text)
    if (children.length > 0 || thought === '') return { ...place, thought }
    // It was stopped while it thought.
    const answer = this.answerAt(id, { ...place, thought }, model)
    answer.state = { phase: 'stopped' }
    return { ...START, parentId: answer.id }
  }

  private takeCall(
    id: string,
    place: Place,
    { tool, code, language, model }: Extract<NodeSaid, { kind: 'call' }>,
    children: readonly string[]
  ): Place {
    const isAnswered = children.length === 1 && this.saidAt(children[0] ?? '').kind === 'result'
    if (!isAnswered && code === '') return place
    const answer = this.answerAt(id, place, model)
    // A call nobody answered would be asked about again: it is shown as what it says.
    if (isAnswered) answer.toolCalls = [{ id, name: tool, arguments: JSON.stringify({ input: code }) }]
    else answer.text = joined(answer.text, fenced(code, language))
    return { ...START, parentId: answer.id, open: answer }
  }

  private takeResult(id: string, place: Place, text: string): Place {
    if (place.result) {
      place.result.text = joined(place.result.text, text)
      return place
    }
    const call = place.open?.toolCalls[0]
    // Context that was put there unasked, such as what was found in a file.
    if (!call) return place
    const result = this.made.toolResult(this.placeOf(id, place), call, text)
    return { ...START, parentId: result.id, result }
  }

  /** The answer before it where this adds to it, else a new one. */
  private answerAt(id: string, place: Place, model: string): MadeAnswer {
    const goesOn = place.open && place.open.toolCalls.length === 0
    const answer = goesOn && place.open ? place.open : this.made.answer(this.placeOf(id, place), model)
    if (answer.model === '') answer.model = model
    answer.reasoning = joined(answer.reasoning, place.thought)
    return answer
  }

  private placeOf(id: string, { parentId }: Place): MessagePlace {
    return { source: id, parentId, atMs: timeOfNode(fieldsOf(this.nodes[id])) }
  }

  private saidAt(id: string): NodeSaid {
    return saidBy(fieldsOf(this.nodes[id]))
  }
}
