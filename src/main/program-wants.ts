import type { ConversationId } from '../shared/domain/ids'

/** What a start of the program is for. A second start hands it over to the first. */
export type ProgramWants =
  | { readonly kind: 'window' }
  | { readonly kind: 'quick-ask' }
  /** Started with the system: nothing is shown where a tray icon stands for it. */
  | { readonly kind: 'background' }
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId }

const ID = /^[A-Za-z0-9-]{1,64}$/

/** Reads the switches and the link that a start was given; anything else asks for a window. */
export function programWants(argv: readonly string[]): ProgramWants {
  const link = argv.find((arg) => arg.startsWith('rill:'))
  if (link !== undefined) return linkWants(link)
  if (argv.includes('--quick-ask')) return { kind: 'quick-ask' }
  return { kind: argv.includes('--background') ? 'background' : 'window' }
}

/** `rill://conversation/ID` opens a conversation. No link does anything else: any page in a browser can send one. */
export function linkWants(link: string): ProgramWants {
  const id = /^rill:\/\/conversation\/([^/?#]+)\/?$/.exec(link)?.[1] ?? ''
  return ID.test(id) ? { kind: 'conversation', conversationId: id as ConversationId } : { kind: 'window' }
}

/** What a second start has sent; whatever is not understood asks for a window. */
export function wantsOf(sent: unknown): ProgramWants {
  const { kind, conversationId } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>
  if (kind === 'quick-ask') return { kind }
  if (kind === 'conversation' && typeof conversationId === 'string') return linkWants(`rill://conversation/${conversationId}`)
  return { kind: 'window' }
}
