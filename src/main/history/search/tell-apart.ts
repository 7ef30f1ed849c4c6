/** In UTF-16 units: what is shown of the text before the place where it parts from another, and in all. */
const BEFORE = 16
const LENGTH = 120

/**
 * For each of some texts that begin alike: the words around the place where it parts from the one it is most like.
 * Null where another is the same in whole.
 */
export function wordsApart(texts: readonly string[]): readonly (string | null)[] {
  const order = texts.map((_, at) => at).sort((a, b) => compared(texts[a] ?? '', texts[b] ?? ''))
  const partings = new Map<number, number>()
  order.forEach((at, place) => {
    // Of texts in their order, none is more alike than those beside it.
    const beside = [order[place - 1], order[place + 1]].filter((other) => other !== undefined)
    partings.set(at, Math.max(0, ...beside.map((other) => sharedLength(texts[at] ?? '', texts[other] ?? ''))))
  })
  return texts.map((text, at) => {
    const parting = partings.get(at) ?? 0
    const isSame = texts.some((other, of) => of !== at && other === text)
    return isSame ? null : wordsAt(text, parting)
  })
}

function wordsAt(text: string, at: number): string {
  const start = wholeAt(text, Math.max(0, at - BEFORE))
  const words = text.slice(start, wholeAt(text, start + LENGTH)).trim()
  // Its lines stay: by them the marks of Markdown are known.
  return start === 0 ? words : `…${words}`
}

/** Never between the halves of a pair. */
function wholeAt(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at
}

function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let at = 0
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return at
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
