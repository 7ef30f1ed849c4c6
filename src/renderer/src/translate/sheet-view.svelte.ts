import { isLive } from '../../../shared/domain/run'
import { translatedText, type Translation, type TranslationChange } from '../../../shared/domain/translation'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import { call, on } from '../bridge'
import { runPorts } from '../run/run-ports'
import { RunView, type RunPorts } from '../run/run-view'
import {
  contentOf,
  looksFormatted,
  shownParts,
  wholeState,
  type LivePart,
  type ShownPart,
  type WholeState
} from './shown-translation'

/** After the first unsent key, in milliseconds: main waits for a quiet moment of its own before it asks. */
const SEND_AFTER_MS = 200

const ports: RunPorts = {
  ...runPorts,
  attach: (runId) => call('translate:attach', { runId }),
  detach: (runId) => void call('translate:detach', { runId })
}

/** The sheet as this window shows it: the text as it is typed here, and the parts as they are translated. */
export class SheetView {
  #translation = $state.raw<Translation | null>(null)
  #source = $state('')
  #fault = $state.raw<Fault | null>(null)
  #live = $state.raw<LivePart | null>(null)
  /** As on the screen before the last change. */
  #before = $state.raw<readonly string[]>([])
  /** Null follows the look of the text. */
  #formatted = $state<boolean | null>(null)
  #run: RunView | null = null
  #unsent: ReturnType<typeof setTimeout> | null = null
  #sending = 0

  /** Null until main has told it. */
  get translation(): Translation | null {
    return this.#translation
  }

  get source(): string {
    return this.#source
  }

  /** What the last action was refused with, or why nothing can be asked. */
  get fault(): Fault | null {
    return this.#fault ?? this.#translation?.fault ?? null
  }

  get parts(): readonly ShownPart[] {
    return this.#translation ? shownParts(this.#translation.parts, this.#live, this.#before) : []
  }

  get whole(): WholeState | null {
    return this.#translation && wholeState(this.#translation, this.#live)
  }

  get stats(): LivePart['shown']['stats'] {
    return this.#live?.shown.stats ?? null
  }

  get isRunning(): boolean {
    return this.whole !== null && isLive(this.whole.state)
  }

  get formatted(): boolean {
    return this.#formatted ?? looksFormatted(this.#source)
  }

  set formatted(formatted: boolean) {
    this.#formatted = formatted
  }

  /** As far as it has come, without what is out of date; empty when there is none. */
  get text(): string {
    const parts = this.#translation?.parts ?? []
    return translatedText(parts.map((part) => ({ ...part, content: contentOf(part, this.#live) })))
  }

  /** Follows what main tells; returns the way to stop. */
  follow(): () => void {
    const stop = on('translate:changed', (translation) => this.#take(translation))
    const leave = (): void => void this.flush()
    addEventListener('pagehide', leave)
    void this.#act(call('translate:open', {}))
    return () => {
      removeEventListener('pagehide', leave)
      leave()
      stop()
      this.#close()
    }
  }

  write(source: string): void {
    this.#source = source
    this.#unsent ??= setTimeout(() => void this.flush(), SEND_AFTER_MS)
  }

  /** Sends what was typed and is not sent yet. */
  async flush(): Promise<void> {
    if (this.#unsent === null) return
    clearTimeout(this.#unsent)
    this.#unsent = null
    await this.change({ source: this.#source })
  }

  async change(change: TranslationChange): Promise<void> {
    this.#sending++
    const reply = await call('translate:change', change)
    this.#sending--
    this.#took(reply)
  }

  async swap(): Promise<void> {
    await this.flush()
    this.#formatted = null
    await this.#act(call('translate:swap', {}))
  }

  async stop(): Promise<void> {
    await this.flush()
    await this.#do(call('translate:stop', {}))
  }

  async resume(): Promise<void> {
    await this.#do(call('translate:resume', {}))
  }

  async again(): Promise<void> {
    await this.#do(call('translate:again', {}))
  }

  async retryNow(): Promise<void> {
    await this.#do(call('translate:retry-now', {}))
  }

  /** False when there is nothing to copy, or it did not work. */
  async copy(): Promise<boolean> {
    const { text } = this
    return text !== '' && (await this.#do(call('app:copy-text', { text })))
  }

  async #act(reply: Promise<Reply<Translation>>): Promise<void> {
    this.#took(await reply)
  }

  #took(reply: Reply<Translation>): void {
    this.#fault = reply.ok ? null : reply.fault
    if (reply.ok) this.#take(reply.value)
  }

  async #do(reply: Promise<Reply<unknown>>): Promise<boolean> {
    const result = await reply
    this.#fault = result.ok ? null : result.fault
    return result.ok
  }

  #take(translation: Translation): void {
    this.#before = this.parts.map(({ text }) => text)
    this.#translation = translation
    // What is being typed here is newer than what main knows.
    if (this.#unsent === null && this.#sending === 0) this.#source = translation.source
    this.#join(translation)
  }

  #join({ parts }: Translation): void {
    const runId = parts.find(({ content }) => content !== null && isLive(content.state))?.runId ?? null
    if (runId === (this.#run?.runId ?? null)) return
    this.#close()
    if (runId === null) return
    this.#run = new RunView(runId, ports, {
      onShow: (shown) => (this.#live = { runId, shown }),
      // What it has made comes with the next change.
      onGone: () => undefined
    })
  }

  #close(): void {
    this.#run?.close()
    this.#run = null
    this.#live = null
  }
}
