import type { Calls, Reply } from './calls'
import type { Events } from './events'

/** The one object the preload exposes to the page, as `window.rill`. */
export interface Bridge {
  /** Never rejects for what main says: a refusal is a `Reply` with a fault. */
  call<Name extends keyof Calls>(name: Name, ask: Calls[Name]['ask']): Promise<Reply<Calls[Name]['reply']>>
  /** Returns the way to unsubscribe. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void
}
