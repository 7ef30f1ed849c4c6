/** What the engine needs of the world. Node, Electron and tests each bring their own. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON text; absent for GET. */
  readonly body?: string
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /** Ends, or throws a `FaultError` whose fault says what happened on the wire. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Sends a request and resolves with its response's head. A redirect is never followed: it rejects with a `redirect`
 * fault that names the target. Rejects with a `FaultError` classified at this door (`unreachable`, `network_reset`,
 * `tls`, ...). Aborting the signal closes the socket, also while the body is being read.
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>

export interface Clock {
  /** Monotonic, in milliseconds. */
  now(): number
  /** Wall clock, milliseconds since 1970. */
  wallMs(): number
  /** Returns the way to cancel. */
  after(ms: number, run: () => void): () => void
}

/** The system's network; retries wait while there is none. */
export interface Network {
  isOnline(): boolean
  /** Calls once when the network is back; returns the way to cancel. */
  whenBack(run: () => void): () => void
  /**
   * Calls whenever connections may have died without anyone saying so: after a sleep, and when an address they may have
   * been made from is gone. Returns the way to cancel.
   */
  onShaken(run: () => void): () => void
}
