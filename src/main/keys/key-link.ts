import { faultError, type FaultError } from '../fault-error'
import { keychainFault } from './keychain-fault'
import type { KeyProcess, KeyQuestion, KeyReply } from './key-messages'

export interface KeyLinkOptions {
  readonly start: () => KeyProcess
  /** How long one question may take before the process is ended. */
  readonly limitMs: number
  /** How long a process without a question is kept. */
  readonly idleMs: number
}

interface Waiting {
  readonly resolve: (value: string | null) => void
  readonly reject: (error: FaultError) => void
  readonly limit: NodeJS.Timeout
}

/** Asks the key process, which is started on demand, ended when idle, and killed when a question takes too long. */
export class KeyLink {
  readonly #options: KeyLinkOptions
  readonly #waiting = new Map<number, Waiting>()
  #process: KeyProcess | null = null
  #idle: NodeJS.Timeout | undefined
  #lastId = 0
  #closed = false

  constructor(options: KeyLinkOptions) {
    this.#options = options
  }

  ask(question: KeyQuestion): Promise<string | null> {
    if (this.#closed) return Promise.reject(faultError('keychain_refused', 'The app is quitting.'))
    clearTimeout(this.#idle)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const process = this.#running()
      const limit = setTimeout(() => this.#end(tookTooLong()), this.#options.limitMs)
      this.#waiting.set(id, { resolve, reject, limit })
      process.send({ id, ...question })
    })
  }

  close(): void {
    this.#closed = true
    this.#end(faultError('keychain_refused', 'The app is quitting.'))
  }

  #running(): KeyProcess {
    if (this.#process) return this.#process
    const started = this.#options.start()
    started.onReply((reply) => this.#settle(reply))
    started.onExit(() => {
      if (this.#process === started) this.#end(faultError('keychain_refused', 'The key process ended by itself.'))
    })
    this.#process = started
    return started
  }

  #settle(reply: KeyReply): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    this.#waiting.delete(reply.id)
    clearTimeout(waiting.limit)
    if (reply.ok) waiting.resolve(reply.value)
    else waiting.reject(keychainFault(reply.message))
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.#end(null), this.#options.idleMs)
  }

  /** One stuck question ends all: they wait for the same locked keychain, and only killing frees them. */
  #end(fault: FaultError | null): void {
    clearTimeout(this.#idle)
    const ended = this.#process
    this.#process = null
    ended?.kill()
    for (const { reject, limit } of this.#waiting.values()) {
      clearTimeout(limit)
      if (fault) reject(fault)
    }
    this.#waiting.clear()
  }
}

function tookTooLong(): FaultError {
  return faultError('keychain_locked', 'The keychain did not answer in time; it may be waiting to be unlocked.')
}
