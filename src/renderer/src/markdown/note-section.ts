import type { Token } from 'marked'
import { blockTrees } from './block-tree'
import type { NoteDefinition, NoteReference } from './notes'
import { element, type Tree } from './tree'
import { visitTokens } from './visit-tokens'

/** The footnotes of a text: the number of each label, in the order they are first mentioned, and what they say. */
export interface Notes {
  readonly numbers: ReadonlyMap<string, number>
  readonly definitions: readonly NoteDefinition[]
}

export const NO_NOTES: Notes = { numbers: new Map(), definitions: [] }

/** `known` with what stands in these tokens, which come next in the text. */
export function withNotesIn(tokens: readonly Token[], known: Notes): Notes {
  const numbers = new Map(known.numbers)
  const definitions = [...known.definitions]
  visitTokens(tokens, (token) => {
    if (isReference(token) && !numbers.has(token.label)) numbers.set(token.label, numbers.size + 1)
    if (isDefinition(token)) definitions.push(token)
  })
  return { numbers, definitions }
}

/**
 * What stands under the text; null without notes. A note that nothing mentions is shown too, after the others: what
 * was written is not left out.
 */
export function noteSection({ numbers, definitions }: Notes): Tree | null {
  const first = new Map<string, NoteDefinition>()
  for (const note of definitions) if (!first.has(note.label)) first.set(note.label, note)
  if (first.size === 0) return null
  const labels = new Set([...numbers.keys(), ...first.keys()])
  const items = [...labels].flatMap((label, at) => {
    const note = first.get(label)
    return note ? [itemTree(note, at + 1, numbers.has(label))] : []
  })
  return element('div', [element('ol', items)], { class: 'notes' })
}

function itemTree(note: NoteDefinition, number: number, mentioned: boolean): Tree {
  const back = element('a', ['↩'], { class: 'note-back', href: `#note-mention-${number}` })
  const children = blockTrees(note.tokens, 1)
  const last = children.at(-1)
  const inParagraph = typeof last === 'object' && last.kind === 'element' && last.tag === 'p'
  const ended = inParagraph ? [...children.slice(0, -1), element('p', [...last.children, ' ', back])] : [...children, element('p', [back])]
  return element('li', mentioned ? ended : children, { value: String(number), 'data-note': `note-${number}` })
}

function isReference(token: Token): token is NoteReference {
  return token.type === 'noteReference'
}

function isDefinition(token: Token): token is NoteDefinition {
  return token.type === 'note'
}
