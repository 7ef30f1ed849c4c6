import { receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads'
import type { Fault } from '../../shared/fault'
import type { Reply } from '../../shared/ipc/calls'
import { FaultError, faultError } from '../fault-error'
import { diskFault } from './disk-fault'

/** A map of calls, `{ name: { ask, reply } }`: both sides of a thread are typed from the same one. */
export type CallMap<Calls> = { [Name in keyof Calls]: { ask: unknown; reply: unknown } }

interface AskMessage<Calls extends CallMap<Calls>, Name extends keyof Calls = keyof Calls> {
  readonly id: number
  readonly name: Name
  readonly ask: Calls[Name]['ask']
}

interface ReplyMessage {
  readonly id: number
  readonly reply: Reply<unknown>
}

/** Takes calls of one name that came one after the other; answers each, in order. */
export type Handler<Ask, Value> = (asks: readonly Ask[]) => readonly Reply<Value>[]

export type Handlers<Calls extends CallMap<Calls>> = {
  readonly [Name in keyof Calls]: Handler<Calls[Name]['ask'], Calls[Name]['reply']>
}

const UNANSWERED: Reply<never> = { ok: false, fault: { kind: 'internal', message: 'the call was not answered' } }

/** Bounds what one turn of the thread takes on, so that the first of many calls does not wait for the last. */
const MOST_AT_ONCE = 256

/** What a thread is asked last. */
interface Closing {
  close: { ask: null; reply: void }
}

/** The calls that have come over a port and are not answered yet, in their order. */
export class Inbox<Calls extends CallMap<Calls>> {
  private readonly waiting: AskMessage<Calls>[] = []
  private onFound = (): void => undefined

  constructor(
    readonly port: MessagePort,
    /** Calls that have time. */
    private readonly patient: ReadonlySet<keyof Calls> = new Set()
  ) {}

  /** Whether a call waits that has no time. What takes long ends then, and goes on once that call is answered. */
  readonly isAsked = (): boolean => {
    const known = this.waiting.length
    this.receive()
    // What is taken from the port like this is announced by nothing else.
    if (this.waiting.length > known) setImmediate(this.onFound)
    return this.waiting.some(({ name }) => !this.patient.has(name))
  }

  /** Calls `answer` whenever calls wait. */
  listen(answer: () => void): void {
    this.onFound = answer
    this.port.on('message', (first: AskMessage<Calls>) => {
      this.waiting.push(first)
      this.receive()
      answer()
    })
  }

  /** Those of one name that wait before all others; none where nothing waits. */
  takeAlike(): readonly AskMessage<Calls>[] {
    const other = this.waiting.findIndex(({ name }) => name !== this.waiting[0]?.name)
    return this.waiting.splice(0, other === -1 ? this.waiting.length : other)
  }

  close(): void {
    this.waiting.length = 0
    this.port.close()
  }

  private receive(): void {
    while (this.waiting.length < MOST_AT_ONCE) {
      const next = receiveMessageOnPort(this.port) as { message: AskMessage<Calls> } | undefined
      if (!next) break
      this.waiting.push(next.message)
    }
  }
}

/**
 * Answers the calls that come in, in their order. Those already waiting are taken together. With `close`
 * answered the thread ends by itself: ended from outside in the middle of a call, the driver takes the process along.
 * `answered` is told of each other name when its calls are done.
 */
export function serve<Calls extends CallMap<Calls> & Closing>(
  inbox: Inbox<Calls>,
  handlers: Handlers<Calls>,
  answered: (name: keyof Calls) => void = () => undefined
): void {
  inbox.listen(() => {
    for (let alike = inbox.takeAlike(); alike[0]; alike = inbox.takeAlike()) {
      const { name } = alike[0]
      answerAlike(inbox.port, handlers, alike)
      if (name === 'close') return inbox.close()
      answered(name)
    }
  })
}

/** A handler of single calls; what one of them throws becomes its reply. */
export function oneByOne<Ask, Value>(handle: (ask: Ask) => Value): Handler<Ask, Value> {
  return (asks) => asks.map((ask) => {
    try {
      return { ok: true, value: handle(ask) }
    } catch (error) {
      return { ok: false, fault: diskFault(error).fault }
    }
  })
}

function answerAlike<Calls extends CallMap<Calls>, Name extends keyof Calls>(
  port: MessagePort,
  handlers: Handlers<Calls>,
  alike: readonly AskMessage<Calls, Name>[]
): void {
  const name = alike[0]?.name
  if (name === undefined) return
  const replies = handlers[name](alike.map((message) => message.ask))
  for (const [at, { id }] of alike.entries()) {
    const reply = replies[at] ?? UNANSWERED
    port.postMessage({ id, reply } satisfies ReplyMessage)
  }
}

interface Pending {
  readonly name: string
  readonly sinceMs: number
  readonly settle: (reply: Reply<unknown>) => void
  readonly reject: (error: ThreadEnded) => void
}

/** The thread ended before it answered: whether the call was carried out is not known. */
export class ThreadEnded extends FaultError {}

/** Told of a call that took long, in milliseconds from asking to its answer. */
export type OnSlow = (call: string, tookMs: number) => void

/** Longer than any commit on a disk that is well; a person begins to notice. */
const SLOW_MS = 250

/** Main's end of a thread. Calls settle with their reply, or with `ThreadEnded` once the thread is no more. */
export class ThreadClient<Calls extends CallMap<Calls>> {
  private readonly pending = new Map<number, Pending>()
  private nextId = 0
  private cause: Fault = { kind: 'internal', message: 'the thread of the history has ended' }
  private hasEnded = false
  private readonly gone: Promise<void>

  constructor(
    private readonly worker: Worker,
    private readonly onSlow: OnSlow = () => undefined,
    /** Told of every fault a call is answered with, before the caller is. */
    private readonly onFault: (fault: Fault) => void = () => undefined
  ) {
    worker.on('message', (message: ReplyMessage) => this.settle(message))
    worker.on('error', (error) => {
      this.cause = diskFault(error).fault
    })
    // Only now has it let go of its files and locks, so that another can take its place.
    this.gone = new Promise((resolve) => {
      worker.once('exit', () => {
        this.die()
        resolve()
      })
    })
  }

  get ended(): boolean {
    return this.hasEnded
  }

  call<Name extends keyof Calls & string>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['reply']> {
    return new Promise((resolve, reject) => {
      if (this.hasEnded) return reject(new ThreadEnded(this.cause))
      const id = this.nextId++
      const settle = (reply: Reply<unknown>): void =>
        reply.ok ? resolve(reply.value as Calls[Name]['reply']) : reject(new FaultError(reply.fault))
      this.worker.postMessage({ id, name, ask } satisfies AskMessage<Calls, Name>)
      this.pending.set(id, { name, sinceMs: performance.now(), settle, reject })
    })
  }

  /** Resolves once the thread has closed what it holds and has ended; is made to end after the limit, and rejects. */
  async end(closing: Promise<unknown>, limitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(faultError('internal', 'the history took too long to close')), limitMs)
    })
    try {
      await Promise.race([closing.then(() => this.gone), limit])
    } finally {
      clearTimeout(timer)
      await this.worker.terminate()
    }
  }

  private settle({ id, reply }: ReplyMessage): void {
    const call = this.pending.get(id)
    if (!call) return
    this.pending.delete(id)
    const tookMs = performance.now() - call.sinceMs
    if (tookMs > SLOW_MS) this.onSlow(call.name, tookMs)
    if (!reply.ok) this.onFault(reply.fault)
    call.settle(reply)
  }

  private die(): void {
    this.hasEnded = true
    const calls = [...this.pending.values()]
    this.pending.clear()
    for (const call of calls) call.reject(new ThreadEnded(this.cause))
  }
}
