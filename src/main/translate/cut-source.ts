import { blocksOf, piecesOf, type SourceBlock, type SourcePiece } from './source-blocks'

/** What is asked at once. Texts and gaps of all parts joined are the source. */
export interface SourcePart {
  readonly text: string
  /** What stands between it and the next part. */
  readonly gap: string
  /** Stands for itself: code that is longer than a part, or nothing at all. */
  readonly kept: boolean
}

/** In UTF-16 units. A model says as much again and sees some context; an edit has one such part asked anew. */
export const LONGEST_PART = 3_000
/** A part does not end before this length where the text goes on. */
export const SHORTEST_PART = 1_000

/**
 * Cuts a text at paragraph borders, never inside a fence. Where a part ends is read off the paragraphs near its end,
 * not counted from the start, so that an edit moves the borders beside it and no others. A paragraph that is too long
 * is cut after lines, sentences, words, in that order.
 */
export function cutSource(source: string): readonly SourcePart[] {
  const parts: SourcePart[] = []
  let gathered: SourceBlock | null = null
  const close = (): void => {
    if (gathered) parts.push({ ...gathered, kept: gathered.text === '' })
    gathered = null
  }
  for (const unit of unitsOf(source)) {
    if (unit.fence && unit.text.length > LONGEST_PART) {
      close()
      parts.push({ text: unit.text, gap: unit.gap, kept: true })
      continue
    }
    if (gathered && endsBefore(gathered, unit)) close()
    gathered = gathered ? joined(gathered, unit) : unit
  }
  close()
  return parts.map(({ text, gap, kept }) => ({ text, gap, kept }))
}

interface Unit extends SourcePiece {
  /** May begin a part for its own sake. */
  readonly anchor: boolean
}

function unitsOf(source: string): readonly Unit[] {
  return blocksOf(source).flatMap((block): readonly Unit[] => {
    if (block.text.length <= LONGEST_PART) return [{ ...block, fence: false, anchor: isAnchor(block.text) }]
    return piecesOf(block, LONGEST_PART).map((piece) => ({ ...piece, anchor: false }))
  })
}

function endsBefore(gathered: SourceBlock, next: Unit): boolean {
  if (gathered.text === '') return true
  if (gathered.text.length + gathered.gap.length + next.text.length > LONGEST_PART) return true
  return next.anchor && gathered.text.length >= SHORTEST_PART
}

function joined(gathered: SourceBlock, { text, gap }: SourceBlock): SourceBlock {
  return { text: gathered.text + gathered.gap + text, gap }
}

/** Headings, and by their own letters about every third paragraph. */
function isAnchor(text: string): boolean {
  return /^#{1,6} /.test(text) || digest(text) % 3 === 0
}

/** FNV-1a, 32 bits. */
function digest(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
