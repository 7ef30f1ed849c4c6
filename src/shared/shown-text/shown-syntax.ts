/** What stands in a line for something else than itself, each kind a group of its own. */
export function inlinePattern(): RegExp {
  const CODE = /(?<!`)(?<ticks>`+)(?!`)(?<code>[^]*?[^`])\k<ticks>(?!`)/u
  /** `$5 and 6$` is an amount and words, `US$5` too. */
  const MATH = new RegExp(
    [
      /\$\$(?:\\[^]|[^\\$])+?\$\$/u,
      /(?<![\p{L}\p{N}$])\$(?=[^\s$])(?!\d[\d.,]*\s+\p{L}{2})(?:\\[^]|[^\\$])*?(?:\\.|[^\\$\s])\$(?![\d$])/u,
      /\\\((?:(?!\\[()])[^])+?\\\)/u,
      /\\\[(?:(?!\\[[\]])[^])+?\\\]/u
    ]
      .map(({ source }) => source)
      .join('|'),
    'u'
  )
  /** One pair of brackets may stand in another: a picture in a link. */
  const WORDS = /!?\[(?<words>(?:[^\][\\]|\\[^]|\[[^\][]*\])*)\]/u
  const ADDRESS = /\(\s?(?<address><[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))*)(?:\s{1,3}(?:"[^"]*"|'[^']*'))?\s?\)/u
  const NAME = /\[(?<name>[^\][]*)\]/u
  const TAG = /<(?<link>(?:https?|mailto):[^\s<>]*|[\w.+-]+@[\w.-]+)>|<br\s?\/?>|<\/?(?:sub|sup|kbd)>/u
  const ENTITY = /&(?:#\w{1,8}|[a-z]\w{1,30});/u
  /** The one before the end of a line breaks it. */
  const ESCAPE = /\\(?:(?<sign>[!-/:-@[-`{-~])|(?=\n))/u

  return new RegExp(
    `${CODE.source}|(?<math>${MATH.source})|${WORDS.source}(?:${ADDRESS.source}|${NAME.source})?|` +
      `${TAG.source}|${ENTITY.source}|${ESCAPE.source}`,
    'giu'
  )
}
