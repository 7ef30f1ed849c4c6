export interface Toast {
  readonly id: number
  readonly text: string
  readonly action: { readonly label: string; readonly run: () => void } | null
  readonly tone: 'plain' | 'danger'
}

/** Long enough to read a sentence and reach a button. */
const SHOWN_MS = 10_000
/** More at once would cover the page; the oldest goes. */
const MOST_SHOWN = 3

/** Short words at the edge of the window, each gone after a while. */
export class Toasts {
  #list = $state.raw<readonly Toast[]>([])
  #nextId = 0
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>()

  get list(): readonly Toast[] {
    return this.#list
  }

  /** What is said already is said once more in its place. */
  show(text: string, action: Toast['action'] = null, tone: Toast['tone'] = 'plain'): void {
    const said = this.#list.find((toast) => toast.text === text && toast.action === null && action === null)
    if (said) this.close(said.id)
    this.open(text, action, tone)
  }

  /** The same; returns the id it is closed by. */
  open(text: string, action: Toast['action'], tone: Toast['tone'] = 'plain'): number {
    const id = this.#nextId++
    this.#list = [...this.#list, { id, text, action, tone }]
    this.#start(id)
    const oldest = this.#list[0]
    if (this.#list.length > MOST_SHOWN && oldest) this.close(oldest.id)
    return id
  }

  /** Says something else in place of this one, for as long again; opens one where it has gone. Returns its id. */
  replace(id: number | null, text: string): number {
    const shown = this.#list.find((toast) => toast.id === id)
    if (!shown) return this.open(text, null)
    this.#list = this.#list.map((toast) => (toast === shown ? { ...shown, text } : toast))
    this.#start(shown.id)
    return shown.id
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#list = this.#list.filter((toast) => toast.id !== id)
  }

  /** While the pointer or the focus is on them they stay. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  release(): void {
    for (const { id } of this.#list) this.#start(id)
  }

  #start(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.set(id, setTimeout(() => this.close(id), SHOWN_MS))
  }
}

/** The toasts of this window. */
export const toasts = new Toasts()
