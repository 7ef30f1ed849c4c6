import type { AppUnderTest } from '../e2e/app-under-test'
import { countApp, type AppCounts } from './app-counts'
import { collectGarbage } from './collect-garbage'
import { countObjects, type LiveObjects } from './live-objects'
import { openFiles, processTree, tcpConnections, type ProcessMemory } from './process-tree'
import type { SoakServer } from './soak-server'

/** The app at a quiet moment, after a collection in each of its heaps. */
export interface Sample extends AppCounts, LiveObjects {
  readonly answers: number
  readonly atMs: number
  readonly processes: readonly ProcessMemory[]
  /** Connections to the provider, as it sees them. */
  readonly sockets: number
  /** Connections of all processes of the app, to whomever. */
  readonly connections: number
  readonly mainFiles: number
  /** JavaScript's heaps in main's threads, together. */
  readonly threadHeapMb: number
}

/**
 * Chromium keeps a connection for another request, the server closes it after half a second. With ten times as much to
 * run as there are cores, one was once still there after ten seconds and gone at the next look.
 */
const QUIET_LIMIT_MS = 30_000
const LOOK_EVERY_MS = 100

/** Waits until the connections are closed, for a time, and counts what is left once the garbage is collected. */
export async function takeSample(app: AppUnderTest, server: SoakServer, answers: number): Promise<Sample> {
  const giveUpMs = performance.now() + QUIET_LIMIT_MS
  while (server.openSockets > 0 && performance.now() < giveUpMs) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  const { threadHeapMb } = await collectGarbage(app.electron, app.page)
  const objects = await countObjects(app.electron, app.page)
  const counts = await countApp(app.electron, app.page)
  const root = app.child.pid ?? 0
  return {
    ...counts,
    ...objects,
    threadHeapMb,
    answers,
    atMs: performance.now(),
    processes: processTree(root),
    sockets: server.openSockets,
    connections: tcpConnections(root),
    mainFiles: openFiles(root)
  }
}
