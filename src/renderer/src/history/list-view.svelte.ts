import type { ListedConversation } from '../../../shared/domain/conversation'
import type { ListedFolder } from '../../../shared/domain/folder'
import type { ConversationId } from '../../../shared/domain/ids'
import type { MenuEntry } from '../ui/MenuEntries.svelte'
import type { ConversationList } from './conversation-list.svelte'
import type { ListActions } from './list-actions'
import { ListFocus, type Target } from './list-focus'
import { conversationMenu, folderMenu, type MenuPorts } from './list-menus'
import type { Anchor, ListSelection } from './list-selection.svelte'
import { ListWindow } from './list-window.svelte'

/** What is asked before it is done, because nothing brings it back. */
export type Question =
  | { readonly kind: 'purge'; readonly ids: readonly ConversationId[] | null }
  | { readonly kind: 'folder'; readonly folder: ListedFolder }

/** The menu of the conversation or folder with this id. */
export interface OpenMenu {
  readonly anchor: HTMLElement
  readonly id: string
  readonly entries: readonly MenuEntry[]
}

export const DRAGGED = 'application/x-rill-conversations'

interface Ports {
  readonly actions: ListActions
  readonly onOpen: (id: ConversationId) => void
  readonly onExport: (ids: readonly ConversationId[]) => void
}

/** What pointer and keys do in the list. The rows say where they are; what happens to them is heard here. */
export class ListView {
  readonly window: ListWindow
  readonly selection: ListSelection
  readonly focus: ListFocus
  #menu = $state.raw<OpenMenu | null>(null)
  #focusedKey = $state.raw<string | null>(null)
  /** Where a click was last that opened something: a range begins there. */
  #opened: Anchor | null = null
  question = $state.raw<Question | null>(null)

  constructor(
    private readonly list: ConversationList,
    private readonly ports: Ports
  ) {
    this.window = new ListWindow(list)
    this.selection = ports.actions.selection
    this.focus = new ListFocus(list, this.window, this.selection)
  }

  get menu(): OpenMenu | null {
    return this.#menu
  }

  /** The conversation or folder the keys were at last. */
  get focusedKey(): string | null {
    return this.#focusedKey
  }

  closeMenu(): void {
    this.#menu = null
  }

  readonly click = (event: MouseEvent): void => {
    const node = event.target instanceof Element ? event.target : null
    const more = node?.closest<HTMLElement>('[data-more]')
    if (more) return this.#openMenu(more, more.dataset['more'] ?? '')
    const target = this.focus.targetOf(event)
    if (!target) return
    const { section } = target.stop
    if (target.stop.index < 0 && section.kind === 'folder') return this.#fold(section.folder, !section.folder.open)
    const conversation = this.list.at(target.stop)
    if (conversation) this.#clickRow(event, conversation, target.position)
  }

  readonly contextMenu = (event: MouseEvent): void => {
    const node = event.target instanceof Element ? event.target : null
    const row = node?.closest<HTMLElement>('.list-row')
    const more = row?.querySelector<HTMLElement>('[data-more]')
    if (!more) return
    event.preventDefault()
    this.#openMenu(more, more.dataset['more'] ?? '')
  }

  readonly press = (event: KeyboardEvent): void => {
    const target = this.focus.targetOf(event)
    if (!target || event.isComposing) return
    const isDone = this.#do(event, target) || this.focus.move(event, target)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }

  readonly focusIn = (event: FocusEvent): void => {
    this.focus.came(event)
    const target = this.focus.targetOf(event)
    if (!target) return
    const { section, index } = target.stop
    this.#focusedKey = index < 0 ? section.key : (this.list.at(target.stop)?.id ?? null)
    this.window.keep(target.stop)
  }

  readonly focusOut = (): void => this.window.keep(null)

  readonly dragStart = (event: DragEvent): void => {
    const target = this.focus.targetOf(event)
    const id = target ? this.list.at(target.stop)?.id : undefined
    if (id === undefined || this.list.place === 'trash') return event.preventDefault()
    event.dataTransfer?.setData(DRAGGED, JSON.stringify(this.#idsWith(id)))
  }

  dropInto({ id }: ListedFolder, event: DragEvent): void {
    const dragged = event.dataTransfer?.getData(DRAGGED)
    if (!dragged) return
    event.preventDefault()
    void this.ports.actions.moveInto(JSON.parse(dragged) as ConversationId[], id)
  }

  /** Null leaves the name as it is. */
  async rename(id: string, name: string | null, target: { section: string; index: number }): Promise<void> {
    this.list.renamingId = null
    const folder = this.list.folders.find((one) => one.id === id)
    const words = name?.trim() ?? ''
    if (folder) await this.ports.actions.renameFolder(folder, words)
    else if (!folder && words !== '') await this.ports.actions.rename(id as ConversationId, words)
    await this.focus.at(target)
  }

  #clickRow(event: MouseEvent, { id }: ListedConversation, position: number): void {
    if (event.shiftKey) return void this.selection.extendTo(position, this.#opened ?? { id, position })
    if (event.ctrlKey || event.metaKey) return this.selection.toggle(id, position)
    this.selection.clear()
    this.#opened = { id, position }
    this.ports.onOpen(id)
  }

  /** True when the key does something with what is under it. */
  #do(event: KeyboardEvent, { stop, position }: Target): boolean {
    const { section, index } = stop
    const mod = event.ctrlKey || event.metaKey
    if (event.key === 'Escape' && this.selection.size > 0) this.selection.clear()
    else if (event.key.toLowerCase() === 'a' && mod) void this.selection.all(position)
    else if (index < 0 && section.kind === 'folder') return this.#doWithFolder(event, section.folder)
    else {
      const conversation = this.list.at(stop)
      return conversation !== undefined && this.#doWithRow(event, conversation, position)
    }
    return true
  }

  #doWithFolder({ key }: KeyboardEvent, folder: ListedFolder): boolean {
    if (key === 'F2') this.list.renamingId = folder.id
    else if (key === 'Delete') this.question = { kind: 'folder', folder }
    else if (key === 'ArrowRight' && !folder.open) this.#fold(folder, true)
    else if (key === 'ArrowLeft' && folder.open) this.#fold(folder, false)
    else return false
    return true
  }

  #doWithRow(event: KeyboardEvent, { id }: ListedConversation, position: number): boolean {
    const inTrash = this.list.place === 'trash'
    if (event.key === 'F2' && !inTrash) this.list.renamingId = id
    else if (event.key === 'Delete' && inTrash) this.question = { kind: 'purge', ids: this.#idsWith(id) }
    else if (event.key === 'Delete') void this.#delete(this.#idsWith(id), position)
    else if (event.key === ' ' && event.ctrlKey) this.selection.toggle(id, position)
    else return false
    return true
  }

  /** What moves up takes the focus, so that the keys go on working there. */
  async #delete(ids: readonly ConversationId[], position: number): Promise<void> {
    const beginning = this.selection.beginning(position)
    await this.ports.actions.delete(ids)
    await this.focus.focus(beginning)
  }

  #fold({ id }: ListedFolder, open: boolean): void {
    void this.ports.actions.changeFolder(id, { open })
  }

  #idsWith(id: ConversationId): readonly ConversationId[] {
    return this.selection.has(id) ? this.selection.ids : [id]
  }

  #openMenu(anchor: HTMLElement, id: string): void {
    const folder = this.list.folders.find((one) => one.id === id)
    const conversation = this.list.find(id)
    if (folder) this.#menu = { anchor, id, entries: folderMenu(folder, this.#menuPorts()) }
    else if (conversation) {
      const ids = this.#idsWith(conversation.id)
      this.#menu = { anchor, id, entries: conversationMenu(conversation, ids, this.#menuPorts()) }
    }
  }

  #menuPorts(): MenuPorts {
    return {
      ...this.ports,
      folders: this.list.folders,
      place: this.list.place,
      onRename: (id) => (this.list.renamingId = id),
      onPurge: (ids) => (this.question = { kind: 'purge', ids }),
      onRemoveFolder: (folder) => (this.question = { kind: 'folder', folder })
    }
  }
}
