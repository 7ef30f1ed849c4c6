/** Writing of every kind that models use; one round of it is about 400 tokens. */
const ROUND = `## A heading with \`code\`

A paragraph with *emphasis*, **strong words**, a [link](https://example.org/a) and some more text, so that the lines are
as long as lines of answers are. It goes on for a while and then it ends. 中文的句子也要写得流畅自然，读起来不吃力。

1. First a list with numbers
2. and a second item
   - with a nested list
   - of two items

> What somebody said, and
> a second line of it.

| name | value | what it is |
| --- | ---: | --- |
| alpha | 1 | the first one |
| beta | 22 | the second one |

\`\`\`ts
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
\`\`\`

`

/** About this many characters to a token, in this text. */
const CHARS_PER_TOKEN = 3.6

/** A Markdown answer of about so many tokens. */
export function longAnswer(tokens: number): string {
  const length = Math.round(tokens * CHARS_PER_TOKEN)
  return ROUND.repeat(Math.ceil(length / ROUND.length)).slice(0, length)
}

/** The same in pieces of `size` characters. */
export function inPieces(text: string, size: number): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size))
}
