const RUN = /\*+|_+|~+/g
const SPACE = /^\s?$/u
const PUNCTUATION = /^[\p{P}\p{S}]$/u

/** Marks of one kind in a row. */
interface Run {
  readonly mark: string
  readonly at: number
  readonly length: number
  readonly opens: boolean
  readonly closes: boolean
  /** How many of them belong to no pair, and are shown. */
  left: number
}

/** Without the marks that make a text strong, slanted or struck out. The others are shown: `snake_case`, `2 * 3`. */
export function withoutEmphasis(text: string): string {
  const runs = [...text.matchAll(RUN)].map(({ 0: marks, index }) => runAt(text, marks, index))
  pair(runs)
  let [shown, from] = ['', 0]
  for (const { mark, at, length, left } of runs) {
    shown += text.slice(from, at) + mark.repeat(left)
    from = at + length
  }
  return shown + text.slice(from)
}

/** What a run can be depends on what is beside it: CommonMark, section 6.2. */
function runAt(text: string, marks: string, at: number): Run {
  const [before, after] = [text.charAt(at - 1), text.charAt(at + marks.length)]
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)]
  const [signBefore, signAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
  const left = !spaceAfter && (!signAfter || spaceBefore || signBefore)
  const right = !spaceBefore && (!signBefore || spaceAfter || signAfter)
  const mark = marks.charAt(0)
  const inWord = mark === '_' && left && right
  const opens = left && (!inWord || signBefore)
  const closes = right && (!inWord || signAfter)
  return { mark, at, length: marks.length, opens, closes, left: marks.length }
}

function pair(runs: readonly Run[]): void {
  const open = new Map<string, Run[]>([['*', []], ['_', []], ['~', []]])
  for (const run of runs) {
    const waiting = open.get(run.mark) ?? []
    const first = run.closes ? close(run, waiting) : null
    if (first !== null) open.forEach((others) => dropAfter(first, others))
    if (run.opens && run.left > 0) waiting.push(run)
  }
}

/** What was opened within a pair cannot end after it. */
function dropAfter(first: number, waiting: Run[]): void {
  while ((waiting.at(-1)?.at ?? 0) > first) waiting.pop()
}

/** Pairs a run with those that wait for their end; the place of the first of these, null where there is none. */
function close(run: Run, waiting: Run[]): number | null {
  let first: number | null = null
  for (let opener = waiting.at(-1); opener && run.left > 0; opener = waiting.at(-1)) {
    if (!fits(opener, run)) break
    const marks = Math.min(run.left, opener.left, 2)
    run.left -= marks
    opener.left -= marks
    first = opener.at
    if (opener.left === 0) waiting.pop()
  }
  return first
}

/** CommonMark, section 6.2, rules 9 and 10, and GFM, section 6.5. */
function fits(opener: Run, run: Run): boolean {
  if (run.mark === '~') return opener.left === run.left && run.left <= 2
  const either = (opener.opens && opener.closes) || (run.opens && run.closes)
  const bothThrees = opener.length % 3 === 0 && run.length % 3 === 0
  return !either || bothThrees || (opener.length + run.length) % 3 !== 0
}
