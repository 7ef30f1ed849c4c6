import type { Locale } from '../../../shared/domain/settings'
import * as m from '../../../shared/messages/messages.js'
import type { ExportWriter } from './export-writer'
import { minuteOf, spoken } from './spoken'

/** Plain text, for reading and for searching with anything. */
export function textWriter(locale: Locale): ExportWriter {
  return {
    whole: false,
    begin: () => '',
    folder: () => '',
    conversation: ({ title, createdAtMs, systemPrompt }) => {
      const head = `${title || m.app_untitled({}, { locale })}\n${minuteOf(createdAtMs)}\n${'='.repeat(60)}\n`
      return systemPrompt === '' ? head : `${head}\n${systemPrompt}\n`
    },
    message: (message, _request, images) => {
      const { by, atMs, text, reasoning, calls } = spoken(message, locale)
      const thought = reasoning === '' ? '' : `[${m.transfer_reasoning({}, { locale })}]\n${reasoning}\n\n`
      const shown = images.map(() => `[${m.transfer_image({}, { locale })}]\n`).join('')
      const called = calls.map((call) => `\n[${call.name}] ${call.text}`).join('')
      return `\n${by}, ${minuteOf(atMs)}:\n\n${thought}${shown}${text.trim()}${called}\n`
    },
    conversationEnd: () => '\n\n',
    end: () => ''
  }
}
