import type { Message } from '../../../shared/domain/message'
import type { Locale } from '../../../shared/domain/settings'
import * as m from '../../../shared/messages/messages.js'

/** One message as the forms for reading show it. */
export interface Spoken {
  /** Who says it. */
  readonly by: string
  readonly atMs: number
  /** Markdown. */
  readonly text: string
  /** Empty when there is none. */
  readonly reasoning: string
  readonly calls: readonly { readonly name: string; readonly text: string }[]
  /** What a tool returned is text as it is, never Markdown. */
  readonly verbatim: boolean
}

export function spoken(message: Message, locale: Locale): Spoken {
  const plain = { atMs: message.createdAtMs, text: message.text, reasoning: '', calls: [], verbatim: false }
  switch (message.role) {
    case 'user':
      return { ...plain, by: m.transfer_you({}, { locale }) }
    case 'tool':
      return { ...plain, by: m.transfer_tool({ name: message.name }, { locale }), verbatim: true }
    case 'assistant':
      return {
        ...plain,
        by: message.model || m.transfer_model({}, { locale }),
        text: message.text || message.refusal,
        reasoning: message.reasoning,
        calls: message.toolCalls.map((call) => ({
          name: m.transfer_call({ name: call.name }, { locale }),
          text: call.arguments
        }))
      }
  }
}

/** Day and minute of this computer's clock, written the same way everywhere: `2026-01-31 09:05`. */
export function minuteOf(atMs: number): string {
  const at = new Date(atMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}
