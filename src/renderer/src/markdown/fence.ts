const OPENING = /^ {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(?:\n|$)/
const ANY_FENCE_LINE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,})(.*)$/

/** The name of a language from what follows a fence: its first word, in lower case. */
export function languageOf(info: string): string {
  const words = info.trim().replace(/\\(?=[!-/:-@[-`{-~])/g, '')
  return (/^[^\s,:{]+/.exec(words)?.[0] ?? '').toLowerCase()
}

/** Whether this line ends a code block that `fence` began. */
export function closesFence(line: string, fence: string): boolean {
  const mark = line.replace(/^ {0,3}/, '')
  return mark.startsWith(fence) && /^(?:`*|~*) *$/.test(mark.slice(fence.length - 1))
}

export function isClosedFence(raw: string): boolean {
  const fence = OPENING.exec(raw)?.[1]
  const written = raw.replace(/\n+$/, '')
  const lastLine = written.lastIndexOf('\n')
  return fence !== undefined && lastLine !== -1 && closesFence(written.slice(lastLine + 1), fence)
}

export interface FenceStart {
  readonly fence: string
  readonly language: string
  /** Where the first line of code begins. */
  readonly length: number
}

/** A fence that is not indented, on a complete line, at the start of the text; null when there is none. */
export function fenceStart(text: string): FenceStart | null {
  const match = OPENING.exec(text)
  const fence = match?.[1]
  if (!match || fence === undefined || !match[0].endsWith('\n') || match[0].startsWith(' ')) return null
  return { fence, language: languageOf(match[2] ?? ''), length: match[0].length }
}

/** Whether the end of the text lies in a code block, in whatever lists and quotes that may be. */
export function endsInFence(text: string): boolean {
  let open: string | null = null
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    const [, mark, rest = ''] = ANY_FENCE_LINE.exec(line) ?? []
    if (mark === undefined) continue
    if (open === null) open = mark
    else if (mark.startsWith(open) && rest.trim() === '') open = null
  }
  return open !== null
}
