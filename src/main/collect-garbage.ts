import { Session } from 'node:inspector'

/**
 * Collects the garbage of this thread and gives back the room it had, in some 20 milliseconds; by the inspector,
 * because a plain collection keeps the room. By itself the engine does that half a minute after the start, and seldom
 * again: what an answer leaves stays for as long as nothing else is done. Nothing where there is no inspector.
 */
export function collectGarbage(): void {
  const session = new Session()
  try {
    session.connect()
  } catch {
    // A build without an inspector: the engine's own time has to do.
    return
  }
  // Ended within its own reply, Electron's main thread waits for itself for ever.
  session.post('HeapProfiler.collectGarbage', () => void setImmediate(() => session.disconnect()))
}
