import type { Locale } from '../../../shared/domain/settings'
import * as m from '../../../shared/messages/messages.js'
import type { ExportWriter } from './export-writer'
import { minuteOf, spoken } from './spoken'

/** Markdown: a heading for each conversation and each message. */
export function markdownWriter(locale: Locale): ExportWriter {
  return {
    whole: false,
    begin: () => '',
    folder: () => '',
    conversation: ({ title, createdAtMs, systemPrompt }) => {
      const system = systemPrompt === '' ? '' : `\n${quoted(systemPrompt)}\n`
      return `# ${oneLine(title) || m.app_untitled({}, { locale })}\n\n*${minuteOf(createdAtMs)}*\n${system}`
    },
    message: (message, _request, images) => {
      const { by, atMs, text, reasoning, calls, verbatim } = spoken(message, locale)
      const thought = reasoning === '' ? '' : `${quoted(`**${m.transfer_reasoning({}, { locale })}**\n\n${reasoning}`)}\n\n`
      const shown = images.map(() => `*[${m.transfer_image({}, { locale })}]*\n\n`).join('')
      const called = calls.map((call) => `\n\n**${oneLine(call.name)}**\n\n${fenced(call.text)}`).join('')
      return `\n## ${oneLine(by)} · ${minuteOf(atMs)}\n\n${thought}${shown}${verbatim ? fenced(text) : text.trim()}${called}\n`
    },
    conversationEnd: () => '\n',
    end: () => ''
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function quoted(text: string): string {
  return text.trim().split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}
