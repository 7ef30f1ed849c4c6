import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReaderStart, WriterStart } from './history-calls'

type Name = 'history-writer' | 'history-reader'

/**
 * The threads of the history, of which the first two start at once: a thread and its driver take longer to load than a
 * database to open, and the reader can load while the writer opens. What it is to open is the first message of each.
 */
export class HistoryWorkers {
  private readonly waiting = new Map<Name, Worker>()

  /** `threads`: holds `history-writer.cjs` and `history-reader.cjs`. */
  constructor(private readonly threads: string) {
    for (const name of ['history-writer', 'history-reader'] as const) {
      const worker = this.begun(name)
      this.waiting.set(name, worker)
      // One that fails before it is asked for is begun again then, and fails where somebody hears it.
      worker.once('error', () => this.waiting.delete(name))
    }
  }

  writer(start: WriterStart): Worker {
    return this.given('history-writer', start)
  }

  reader(start: ReaderStart): Worker {
    return this.given('history-reader', start)
  }

  /** Ends what was begun and is not needed. */
  async endUnused(): Promise<void> {
    const unused = [...this.waiting.values()]
    this.waiting.clear()
    await Promise.all(unused.map((worker) => worker.terminate()))
  }

  private given(name: Name, start: WriterStart | ReaderStart): Worker {
    const worker = this.waiting.get(name) ?? this.begun(name)
    this.waiting.delete(name)
    worker.postMessage(start)
    return worker
  }

  private begun(name: Name): Worker {
    return new Worker(join(this.threads, `${name}.cjs`), { name })
  }
}
