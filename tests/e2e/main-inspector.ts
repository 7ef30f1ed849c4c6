import type { ElectronApplication, JSHandle } from '@playwright/test'
import type * as Inspector from 'node:inspector'
import { basename } from 'node:path'
import type { Send } from './what-ran'

/** What stays in main between two questions. */
interface Held {
  /** The files that threads run, by the ids of their sessions. */
  readonly threads: ReadonlyMap<string, string>
  readonly askMain: Send
  readonly askThread: (sessionId: string, method: string, params?: object) => Promise<unknown>
}

/** The inspectors of main and of its threads. Theirs are asked through main's, the only one that can be called. */
export class MainInspector {
  private constructor(private readonly held: JSHandle<Held>) {}

  static async open(electron: ElectronApplication): Promise<MainInspector> {
    return new MainInspector(await electron.evaluateHandle(openInMain))
  }

  get main(): Send {
    return (method, params) =>
      this.held.evaluate(({ askMain }, ask) => askMain(ask.method, ask.params), { method, params })
  }

  /** The files that are run by threads now, and how each is asked. */
  async threads(): Promise<ReadonlyMap<string, Send>> {
    const found = await this.held.evaluate(({ threads }) => [...threads])
    return new Map(found.map(([sessionId, url]) => [basename(url), this.#thread(sessionId)]))
  }

  #thread(sessionId: string): Send {
    return (method, params) =>
      this.held.evaluate(({ askThread }, ask) => askThread(ask.sessionId, ask.method, ask.params), {
        sessionId,
        method,
        params
      })
  }
}

/** Runs in main, and so brings along all it needs. */
function openInMain(): Held {
  const { Session } = process.mainModule?.require('node:inspector') as typeof Inspector
  const session = new Session()
  session.connect()
  const threads = new Map<string, string>()
  const waiting = new Map<number, (result: unknown) => void>()
  session.on('NodeWorker.attachedToWorker', ({ params }) => void threads.set(params.sessionId, params.workerInfo.url))
  session.on('NodeWorker.detachedFromWorker', ({ params }) => void threads.delete(params.sessionId))
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { id = 0, result } = JSON.parse(params.message) as { id?: number; result?: unknown }
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  let lastId = 0
  return {
    threads,
    askMain: (method, params) =>
      new Promise((resolve, reject) => {
        session.post(method, params, (error, result) => (error ? reject(error) : resolve(result)))
      }),
    askThread: (sessionId, method, params) =>
      new Promise((resolve) => {
        const message = JSON.stringify({ id: ++lastId, method, params })
        waiting.set(lastId, resolve)
        session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
      })
  }
}
