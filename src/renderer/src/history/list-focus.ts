import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { ConversationList } from './conversation-list.svelte'
import { positionOf, startOf, stopAt, stopCount, type Stop } from './list-sections'
import type { ListSelection } from './list-selection.svelte'
import type { ListWindow } from './list-window.svelte'

const STOP = '[data-stop]'
const ROW = '.list-row'
/** Out of an empty place, or to a first conversation. */
const LEADS_ON = '[data-leads-on]'
/** Letters typed one after the other within this time are one word. */
const TYPING_MS = 800

/** Puts the focus on the first row that is shown, for someone who comes from the field above. */
export function focusFirst(root: HTMLElement): void {
  root.querySelector<HTMLElement>(STOP)?.focus()
}

/** What is under the keys: a row or a folder. */
export interface Target {
  readonly stop: Stop
  readonly position: number
}

/** The keys of the list: from row to row, wherever they are, without leaving the list. */
export class ListFocus {
  #node: HTMLElement | null = null
  #typed = ''
  #typedAtMs = 0
  /** Where the focus was last. */
  #position = 0

  constructor(
    private readonly list: ConversationList,
    private readonly window: ListWindow,
    private readonly selection: ListSelection
  ) {}

  readonly root: Attachment<HTMLElement> = (node) => {
    this.#node = node
    return () => {
      this.#node = null
    }
  }

  /** Null outside rows and folders. */
  targetOf(event: Event): Target | null {
    return targetIn(this.list, event.target instanceof Element ? event.target.closest<HTMLElement>(STOP) : null)
  }

  /** The keys are at this, or at what belongs to it. */
  came(event: Event): void {
    const node = event.target instanceof Element ? event.target.closest(ROW)?.querySelector<HTMLElement>(STOP) : null
    this.#position = targetIn(this.list, node ?? null)?.position ?? this.#position
  }

  /** True when the key was one of movement. */
  move(event: KeyboardEvent, { stop, position }: Target): boolean {
    const page = this.window.rowsInView
    const last = stopCount(this.list.sections) - 1
    const by: Readonly<Record<string, number>> = {
      ArrowDown: position + 1,
      ArrowUp: position - 1,
      PageDown: position + page,
      PageUp: position - page,
      Home: 0,
      End: last
    }
    const wanted = by[event.key] ?? this.#typedTo(event, position) ?? this.#outOf(event, stop)
    if (wanted === null || wanted === undefined) return false
    const to = Math.min(Math.max(wanted, 0), last)
    const id = this.list.at(stop)?.id ?? null
    if (event.shiftKey && event.key in by) void this.selection.extendTo(to, { id, position })
    void this.focus(to)
    return true
  }

  /**
   * What is at this position has the focus, once it is on the page; the last one where there are fewer, and where there
   * is none, what leads on from an empty list.
   */
  async focus(position: number): Promise<void> {
    const last = stopCount(this.list.sections) - 1
    const stop = stopAt(this.list.sections, Math.max(0, Math.min(position, last)))
    if (!stop) return this.#sidebar?.querySelectorAll<HTMLElement>(LEADS_ON).item(0)?.focus()
    if (stop.index >= 0) await this.list.reach(stop)
    await this.window.reveal(stop)
    const { section, index } = stop
    const where = `[data-section="${CSS.escape(section.key)}"][data-stop="${String(index)}"]`
    this.#node?.querySelector<HTMLElement>(where)?.focus({ preventScroll: index >= 0 })
  }

  /**
   * To be called before rows change, or what belongs to them: the one with the focus loses it when it is moved on the
   * page, as when another comes above it. Where it goes away, what takes its place has the focus, so that the keys go
   * on working there.
   */
  async hold(): Promise<void> {
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || !this.#sidebar?.contains(at)) return
    const [same, position] = [selectorOf(at), this.#position]
    await tick()
    const now = document.activeElement
    // Where its row went, another may have taken over what it was drawn with.
    const isAnother = now === at && same !== null && !at.matches(same)
    if (now !== document.body && !isAnother) return
    const there = same === null ? null : this.#node?.querySelector<HTMLElement>(same)
    if (there) there.focus({ preventScroll: true })
    else await this.focus(position)
  }

  /** With what stands above and below the list. */
  get #sidebar(): HTMLElement | null {
    return this.#node?.closest('nav') ?? null
  }

  /** The same by section and row, wherever they are by now. */
  async at({ section: key, index }: { section: string; index: number }): Promise<void> {
    const section = this.list.sections.find((one) => one.key === key)
    if (section) await this.focus(positionOf(this.list.sections, { section, index }))
  }

  /** From a row to its folder, or from a folder to the one it lies in. */
  #outOf(event: KeyboardEvent, { section, index }: Stop): number | null {
    if (event.key !== 'ArrowLeft' || section.kind !== 'folder') return null
    if (index >= 0) return startOf(this.list.sections, section.key)
    const { parentId, open } = section.folder
    return open || parentId === null ? null : startOf(this.list.sections, parentId)
  }

  /** The next row that begins with what is typed, as far as rows have been read. */
  #typedTo(event: KeyboardEvent, position: number): number | null {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
    const isFollowing = event.timeStamp - this.#typedAtMs < TYPING_MS
    if (event.key === ' ' && !isFollowing) return null
    this.#typed = (isFollowing ? this.#typed : '') + event.key.toLocaleLowerCase()
    this.#typedAtMs = event.timeStamp
    const count = stopCount(this.list.sections)
    // A word goes on from where it is; a first letter goes to the next one that has it.
    for (let at = isFollowing ? 0 : 1; at < Math.min(count, MOST_LOOKED_AT); at++) {
      const to = (position + at) % count
      if (this.#nameAt(to).startsWith(this.#typed)) return to
    }
    return position
  }

  #nameAt(position: number): string {
    const stop = stopAt(this.list.sections, position)
    if (!stop) return ''
    const { section, index } = stop
    const name = index < 0 && section.kind === 'folder' ? section.folder.name : this.list.at(stop)?.title
    return (name ?? '').toLocaleLowerCase()
  }
}

function targetIn({ sections }: ConversationList, node: HTMLElement | null): Target | null {
  const [key, index] = [node?.dataset['section'], Number(node?.dataset['stop'])]
  const section = sections.find((one) => one.key === key)
  if (!section || !Number.isInteger(index)) return null
  const stop = { section, index }
  return { stop, position: positionOf(sections, stop) }
}

/** What finds the button of the same conversation or folder again; null for any other. */
function selectorOf({ dataset }: HTMLElement): string | null {
  const name = ['conversation', 'folder', 'more'].find((one) => dataset[one] !== undefined)
  return name === undefined ? null : `[data-${name}="${CSS.escape(dataset[name] ?? '')}"]`
}

/** Further rows have not been read. */
const MOST_LOOKED_AT = 2_000
