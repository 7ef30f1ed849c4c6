/** What the check needs of Electron's invoke event. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null
}

/** Only the top frame of one of our own pages may call: not an embedded frame, not a page that was navigated to. */
export function isTrustedSender(event: Sender, origin: string): boolean {
  const frame = event.senderFrame
  if (!frame || frame.parent !== null) return false
  return frame.url === origin || frame.url.startsWith(`${origin}/`)
}
