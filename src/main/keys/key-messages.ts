import type { ProviderId } from '../../shared/domain/ids'

/** What main asks of the key process. */
export type KeyQuestion =
  | { readonly verb: 'get'; readonly account: ProviderId }
  | { readonly verb: 'put'; readonly account: ProviderId; readonly secret: string }
  | { readonly verb: 'forget'; readonly account: ProviderId }

export type KeyAsk = KeyQuestion & { readonly id: number }

/** `value` is the key for `get` (null when there is none) and null for the others; `message` never quotes a key. */
export type KeyReply =
  | { readonly id: number; readonly ok: true; readonly value: string | null }
  | { readonly id: number; readonly ok: false; readonly message: string }

/** A running key process as its owner sees it: Electron's utility process, or a forked Node in tests. */
export interface KeyProcess {
  send(ask: KeyAsk): void
  onReply(listener: (reply: KeyReply) => void): void
  onExit(listener: () => void): void
  /** Ends it from outside, also while a call into the keychain is stuck. */
  kill(): void
}
