import type { KeptPlace, PlaceChange } from '../../../shared/domain/conversation'
import type { Folder, FolderChange } from '../../../shared/domain/folder'
import type { ConversationId, FolderId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import { call } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf } from '../words'
import type { ConversationList } from './conversation-list.svelte'
import { ListSelection } from './list-selection.svelte'
import { shortened } from './shortened'
import { TakenBack, type Outcome } from './taken-back'

type Ids = readonly ConversationId[]

/** What of them the window shows beside the list. */
interface ShownConversation {
  /** These are no longer where they were. Returns the one of them that was shown; null for none. */
  readonly leave: (ids: Ids) => ConversationId | null
  /** It is back where it was. */
  readonly comeBack: (id: ConversationId) => void
}

/** What a person does with conversations and folders of the list: done, said, and taken back where that is possible. */
export class ListActions {
  readonly done = new TakenBack()
  /** Served once something is done with it. */
  readonly selection: ListSelection
  /** A folder that was made and has the name that every new one has: naming it is part of making it. */
  #unnamedId: FolderId | null = null

  constructor(
    private readonly list: ConversationList,
    private readonly shown: ShownConversation
  ) {
    this.selection = new ListSelection(list)
  }

  async delete(ids: Ids): Promise<void> {
    const said = this.#said(ids, m.history_deleted, m.history_deleted_many)
    this.selection.clear()
    const wasShown = this.shown.leave(ids)
    await this.#done(call('conversations:delete-many', { conversationIds: ids }), () =>
      this.done.add(said, () => this.#bringBack(ids, wasShown), true, ids)
    )
  }

  async restore(ids: Ids): Promise<Outcome> {
    this.selection.clear()
    const reply = await call('conversations:restore-many', { conversationIds: ids })
    await this.#done(Promise.resolve(reply))
    if (!reply.ok) return 'failed'
    this.done.leftTrash(ids)
    return reply.value.there === 0 ? 'gone' : 'done'
  }

  /** Null empties the trash. */
  async purge(ids: Ids | null): Promise<void> {
    this.selection.clear()
    await this.#done(call('conversations:purge', { conversationIds: ids }), () => this.done.leftTrash(ids))
  }

  async archive(ids: Ids, archived: boolean): Promise<void> {
    const said = archived
      ? this.#said(ids, m.history_archived, m.history_archived_many)
      : this.#said(ids, m.history_unarchived, m.history_unarchived_many)
    await this.#keep(ids, { archived }, said, true)
  }

  async pin(ids: Ids, pinned: boolean): Promise<void> {
    const said = pinned
      ? this.#said(ids, m.history_pinned_one, m.history_pinned_many)
      : this.#said(ids, m.history_unpinned_one, m.history_unpinned_many)
    await this.#keep(ids, { pinned }, said, false)
  }

  /** Null takes them out of their folder. */
  async moveInto(ids: Ids, folderId: FolderId | null): Promise<void> {
    await this.#keep(ids, { folderId }, this.#said(ids, m.history_moved, m.history_moved_many), true)
  }

  /** Makes a folder and puts these into it; its name is asked for at once. */
  async addFolder(parentId: FolderId | null, ids: Ids = []): Promise<void> {
    const made = await call('folders:add', { name: m.history_new_folder(), parentId })
    if (!made.ok) return this.say(made.fault)
    const { id } = made.value
    if (parentId !== null) await this.changeFolder(parentId, { open: true })
    if (ids.length === 0) this.done.add(m.history_folder_made(), () => this.#unmake(id), false)
    else await this.#keep(ids, { folderId: id }, this.#said(ids, m.history_moved, m.history_moved_many), true, id)
    await this.list.read()
    this.#unnamedId = id
    this.list.renamingId = id
  }

  async changeFolder(folderId: FolderId, change: FolderChange): Promise<void> {
    await this.#done(call('folders:change', { folderId, change }))
  }

  async removeFolder(folderId: FolderId): Promise<void> {
    const said = m.history_folder_removed({ name: shortened(this.#folder(folderId)?.name ?? '') })
    await this.#done(call('folders:remove', { folderId }), (removed) => {
      if (removed !== null) this.done.add(said, () => this.#undone(call('folders:restore', removed)), true)
    })
  }

  /** `before`: what it is called so far. No title leaves it as it is. */
  async rename(id: ConversationId, title: string, before = this.list.titleOf(id)): Promise<void> {
    const give = (title: string) => call('conversations:change', { conversationId: id, change: { title } })
    // One without a title is shown with these words.
    if (before === '' && title.trim() === m.history_untitled()) return
    await this.#rename(title, before, give)
  }

  async renameFolder({ id, name: before }: Folder, name: string): Promise<void> {
    const give = (name: string) => call('folders:change', { folderId: id, change: { name } })
    if (id !== this.#unnamedId) return this.#rename(name, before, give)
    this.#unnamedId = null
    if (name.trim() !== '') await this.#done(give(name.trim()))
  }

  async openWindow(conversationId: ConversationId): Promise<void> {
    const reply = await call('app:new-window', { conversationId })
    if (!reply.ok) this.say(reply.fault)
  }

  say(fault: Fault | null): void {
    if (fault) toasts.show(sentenceOf(fault), null, 'danger')
  }

  async #rename(words: string, before: string, give: (name: string) => Promise<Reply<unknown>>): Promise<void> {
    const name = words.trim()
    if (name === '' || name === before) return
    await this.#done(give(name), () =>
      this.done.add(m.history_renamed({ title: shortened(name) }), () => this.#undone(give(before)), false)
    )
  }

  async #bringBack(ids: Ids, wasShown: ConversationId | null): Promise<Outcome> {
    const outcome = await this.restore(ids)
    if (outcome === 'done' && wasShown !== null) this.shown.comeBack(wasShown)
    return outcome
  }

  #said(ids: Ids, one: (words: { title: string }) => string, many: (words: { count: number }) => string): string {
    const [first] = ids
    if (ids.length !== 1 || first === undefined) return many({ count: ids.length })
    return one({ title: shortened(this.list.titleOf(first) || m.history_untitled()) })
  }

  /** `made`: the folder that was made for them, which goes where they go back. */
  async #keep(ids: Ids, change: PlaceChange, said: string, shown: boolean, made?: FolderId): Promise<void> {
    this.selection.clear()
    const undo = async (before: readonly KeptPlace[]): Promise<Outcome> => {
      const outcome = await this.#putBack(before)
      return outcome === 'done' && made !== undefined ? this.#unmake(made) : outcome
    }
    await this.#done(call('conversations:change-many', { conversationIds: ids, change }), (before) =>
      this.done.add(said, () => undo(before), shown)
    )
  }

  /** What has come into it since goes where the folder was. */
  async #unmake(folderId: FolderId): Promise<Outcome> {
    const reply = await call('folders:remove', { folderId })
    if (reply.ok && reply.value === null) return 'gone'
    return (await this.#done(Promise.resolve(reply))) ? 'done' : 'failed'
  }

  #folder(id: FolderId): Folder | undefined {
    return this.list.folders.find((folder) => folder.id === id)
  }

  async #putBack(before: readonly KeptPlace[]): Promise<Outcome> {
    const places = new Map<string, { change: PlaceChange; conversationIds: ConversationId[] }>()
    for (const { id, ...change } of before) {
      const name = JSON.stringify(change)
      const together = places.get(name)
      if (together) together.conversationIds.push(id)
      else places.set(name, { change, conversationIds: [id] })
    }
    let there = 0
    for (const ask of places.values()) {
      const reply = await call('conversations:change-many', ask)
      if (!(await this.#done(Promise.resolve(reply)))) return 'failed'
      if (reply.ok) there += reply.value.length
    }
    return there === 0 ? 'gone' : 'done'
  }

  async #undone(asked: Promise<Reply<unknown>>): Promise<Outcome> {
    const reply = await asked
    if (!reply.ok && reply.fault.kind === 'gone') return 'gone'
    return (await this.#done(Promise.resolve(reply))) ? 'done' : 'failed'
  }

  /** `keep` is called before the list shows it: who sees that something was done can take it back. */
  async #done<T>(asked: Promise<Reply<T>>, keep: (value: T) => void = () => undefined): Promise<boolean> {
    const reply = await asked
    if (reply.ok) keep(reply.value)
    await this.list.read()
    this.say(reply.ok ? null : reply.fault)
    return reply.ok
  }
}
