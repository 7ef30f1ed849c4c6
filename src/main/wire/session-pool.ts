import { session, type ProxyConfig, type Session } from 'electron'

/** Gives each request a session in which its origin still has room. */
export interface SessionPool {
  take(origin: string): Lease
  /** For all requests that begin from now on; those that are under way go on as they are. */
  useProxy(config: ProxyConfig): void
}

export interface Lease {
  readonly session: Session
  /** Resolves when the session goes the way it was last told to. */
  readonly ready: Promise<void>
  /** To be called when the request is over; the first time counts. */
  release(): void
  /**
   * Releases it, and closes the connections of its session, also those that are still being made, unless another
   * request uses the session.
   */
  abandon(): void
}

/**
 * Chromium opens at most six HTTP/1.1 connections per host in one session, and lets the seventh request wait for one to
 * end. Five leave one free for a model list or a test.
 */
const MAX_STREAMS_PER_ORIGIN = 5
/** 100 streams to one provider at once; past that they share. */
const MAX_SESSIONS = 20

interface Pooled {
  readonly session: Session
  ready: Promise<void>
  readonly live: Map<string, number>
}

/** Sessions in memory only: no cache, no cookies on disk, none of the page's own blocking. */
export function sessionPool(): SessionPool {
  const pooled: Pooled[] = []
  // What Chromium does by itself.
  let proxy: ProxyConfig = { mode: 'system' }
  const grow = (): Pooled => {
    const fresh = session.fromPartition(`wire-${pooled.length}`, { cache: false })
    const entry = { session: fresh, ready: proxy.mode === 'system' ? Promise.resolve() : told(fresh, proxy), live: new Map<string, number>() }
    pooled.push(entry)
    return entry
  }
  return {
    take(origin) {
      const count = (entry: Pooled): number => entry.live.get(origin) ?? 0
      const roomy = pooled.find((entry) => count(entry) < MAX_STREAMS_PER_ORIGIN)
      const entry = roomy ?? (pooled.length < MAX_SESSIONS ? grow() : emptiest(pooled, count))
      entry.live.set(origin, count(entry) + 1)
      const release = once(() => forget(entry.live, origin))
      const abandon = (): void => {
        release()
        // Without this Chromium finishes a handshake that nobody waits for any more.
        if (entry.live.size === 0) void entry.session.closeAllConnections()
      }
      return { session: entry.session, ready: entry.ready, release, abandon }
    },
    useProxy(config) {
      proxy = config
      for (const entry of pooled) entry.ready = told(entry.session, config)
    }
  }
}

/** A session that does not take its way must not send by another: whoever waits for it is told, and nobody else. */
function told(session: Session, config: ProxyConfig): Promise<void> {
  const ready = session.setProxy(config)
  ready.catch(() => undefined)
  return ready
}

function emptiest(pooled: readonly Pooled[], count: (entry: Pooled) => number): Pooled {
  return pooled.reduce((least, entry) => (count(entry) < count(least) ? entry : least))
}

function forget(live: Map<string, number>, origin: string): void {
  const left = (live.get(origin) ?? 1) - 1
  if (left > 0) live.set(origin, left)
  else live.delete(origin)
}

function once(run: () => void): () => void {
  let done = false
  return () => {
    if (!done) run()
    done = true
  }
}
