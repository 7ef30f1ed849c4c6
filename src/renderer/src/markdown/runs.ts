/** A piece of code that is drawn alike: the classes of the highlighter, or none. */
export interface Run {
  readonly text: string
  readonly className: string
}

const PIECE = /<span class="([^"]*)">|<\/span>|([^<]+)/g
const ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

/** The highlighter's HTML (spans with a class, and escaped text) as plain data, so that no HTML reaches the page. */
export function runsOf(html: string): Run[] {
  const classes: string[] = []
  const runs: Run[] = []
  for (const [piece, className, text] of html.matchAll(PIECE)) {
    if (className !== undefined) classes.push(className)
    else if (text === undefined) classes.pop()
    else runs.push({ text: text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (all) => ESCAPES[all] ?? all), className: classes.at(-1) ?? '' })
    if (piece === '') break
  }
  return runs
}
