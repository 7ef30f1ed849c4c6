const maxGraphemes = 60
/** Enough text to hold sixty graphemes of any script; segmenting a pasted book would take seconds. */
const maxUnits = 2_000

/** A conversation's title from its first question: its first line of words, cut at a word where it is long. */
export function titleFrom(question: string): string {
  const line = question.slice(0, maxUnits).split('\n').map(plain).find((text) => text !== '') ?? ''
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)]
  if (graphemes.length <= maxGraphemes) return line
  const cut = line.slice(0, graphemes[maxGraphemes]?.index)
  const atWord = cut.replace(/\s+\S*$/, '')
  return `${atWord.length > cut.length / 2 ? atWord : cut.trimEnd()}…`
}

/** Without the marks that Markdown puts before a line. */
function plain(line: string): string {
  return line.replace(/^[\s#>*`-]+/, '').replace(/\s+/g, ' ').trim()
}
