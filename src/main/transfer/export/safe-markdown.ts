import { Marked } from 'marked'

/** Schemes a link may have; everything else stays text. */
const SAFE_LINK = /^(?:https?|mailto):/i

const marked = new Marked({
  gfm: true,
  renderer: {
    // What a model wrote as HTML is shown as it wrote it.
    html: ({ text }) => escaped(text),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens)
      return SAFE_LINK.test(href) ? `<a href="${escaped(href)}" rel="noreferrer">${words}</a>` : words
    },
    // A page that loads a picture tells its host that it is read.
    image: ({ href, text }) => {
      const words = escaped(text === '' ? href : text)
      return SAFE_LINK.test(href) ? `<a href="${escaped(href)}" rel="noreferrer">${words}</a>` : words
    },
    code: ({ text }) => `<pre><code>${escaped(text)}</code></pre>\n`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ ')
  }
})

/** Markdown as HTML that runs and loads nothing. Where it nests too deep to be read, it is shown as it is. */
export function safeMarkdown(text: string): string {
  try {
    return marked.parse(text, { async: false })
  } catch {
    // Thousands of nested quotes or lists end the parser's stack; the text itself is what matters.
    return `<pre>${escaped(text)}</pre>\n`
  }
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`)
}
