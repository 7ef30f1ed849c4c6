import { createHash } from 'node:crypto'
import type { Locale } from '../../../shared/domain/settings'
import * as m from '../../../shared/messages/messages.js'
import type { ExportWriter } from './export-writer'
import { HTML_STYLE } from './html-style'
import { dataUrlOf } from '../../image-data'
import { escaped, safeMarkdown } from './safe-markdown'
import { minuteOf, spoken } from './spoken'

/** One page that stands alone: no script, nothing loaded, and a policy that would refuse both. */
export function htmlWriter(locale: Locale): ExportWriter {
  return {
    whole: false,
    begin: ({ title }) => pageHead(title, locale),
    folder: () => '',
    conversation: ({ title, createdAtMs, systemPrompt }) => {
      const words = escaped(title || m.app_untitled({}, { locale }))
      const system = systemPrompt === '' ? '' : `<p class="system">${escaped(systemPrompt)}</p>\n`
      return `<article>\n<h1>${words}</h1>\n<p class="when">${minuteOf(createdAtMs)}</p>\n${system}`
    },
    message: (message, _request, images) => {
      const { by, atMs, text, reasoning, calls, verbatim } = spoken(message, locale)
      const thought = reasoning === '' ? '' : folded(m.transfer_reasoning({}, { locale }), safeMarkdown(reasoning))
      const said = verbatim ? `<pre>${escaped(text)}</pre>\n` : safeMarkdown(text)
      const called = calls.map((call) => folded(call.name, `<pre>${escaped(call.text)}</pre>\n`)).join('')
      const shown = images.map((image) => `<img src="${dataUrlOf(image)}" alt="${escaped(m.transfer_image({}, { locale }))}">\n`)
      const head = `<h2>${escaped(by)} <time>${minuteOf(atMs)}</time></h2>`
      return `<section class="${message.role}">\n${head}\n${thought}${shown.join('')}${said}${called}</section>\n`
    },
    conversationEnd: () => '</article>\n',
    end: () => '</main>\n</body>\n</html>\n'
  }
}

function pageHead(title: string, locale: Locale): string {
  const hash = createHash('sha256').update(HTML_STYLE).digest('base64')
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
`
}

function folded(title: string, html: string): string {
  return `<details>\n<summary>${escaped(title)}</summary>\n${html}</details>\n`
}
