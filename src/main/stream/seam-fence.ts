import { openingLengths } from './seam-opening'

/** A code fence that is still open: its marker, and its info string such as `ts`. */
export interface OpenFence {
  readonly marker: string
  readonly info: string
  /** False while the line of the fence itself is not complete. */
  readonly inside: boolean
}

/**
 * How much of a continuation only opens again the code fence that the text so far left open: the length of that line,
 * with what stands before it; 0 when it does not. `beforeRepetition`: a repetition of the code follows, so that a fence
 * which might also close it opens it.
 */
export function reopenedFence(
  open: OpenFence | null,
  partial: string,
  continuation: string,
  beforeRepetition = false
): number {
  if (!open) return 0
  for (const start of [...openingLengths(continuation), 0]) {
    const length = reopening(open, partial, continuation.slice(start), beforeRepetition)
    if (length > 0) return start + length
  }
  return 0
}

function reopening(open: OpenFence, partial: string, continuation: string, beforeRepetition: boolean): number {
  const match = /^(\s*)(`{3,}|~{3,})([^\n`]*)(\n|$)/.exec(continuation)
  const [whole = '', space = '', marker = '', info = '', lineEnd = ''] = match ?? []
  if (marker[0] !== open.marker[0] || marker.length < open.marker.length) return 0
  if (!open.inside) return info.startsWith(open.info) ? space.length + marker.length + open.info.length : 0
  // A closing fence has no language; without one it can only open again where the first had none either, in mid-line.
  const canClose = open.info !== '' || lineEnd === '' || partial.endsWith('\n') || space.includes('\n')
  if (info.trim() !== '' || !canClose) return whole.length
  // Behind an empty line stands what follows the code and may quote it.
  return beforeRepetition && !/^[ \t]*\n/.test(continuation.slice(whole.length)) ? whole.length : 0
}

/** The fence the text ends in, by the rules of CommonMark (4.5); null outside of code. */
export function openFence(text: string): OpenFence | null {
  let open: OpenFence | null = null
  const lines = text.split('\n')
  for (const [at, line] of lines.entries()) {
    const match = /^\s*(?:[-*+>]\s+|\d+[.)]\s+|>\s*)*(`{3,}|~{3,})(.*)$/.exec(line)
    const marker = match?.[1]
    if (marker === undefined) continue
    const info = (match?.[2] ?? '').trim()
    if (!open) {
      if (!(marker.startsWith('`') && info.includes('`'))) open = { marker, info, inside: at < lines.length - 1 }
    } else if (marker[0] === open.marker[0] && marker.length >= open.marker.length && info === '') open = null
  }
  return open
}
