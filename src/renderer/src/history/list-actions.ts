import type { KeptPlace, PlaceChange } from '../../../shared/domain/conversation'
import type { FolderChange } from '../../../shared/domain/folder'
import type { ConversationId, FolderId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import { call } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf } from '../words'
import type { ConversationList } from './conversation-list.svelte'
import { ListSelection } from './list-selection.svelte'
import { TakenBack } from './taken-back'

type Ids = readonly ConversationId[]

/** What a person does with conversations and folders of the list: done, said, and taken back where that is possible. */
export class ListActions {
  readonly done = new TakenBack()
  /** Served once something is done with it. */
  readonly selection: ListSelection

  constructor(
    private readonly list: ConversationList,
    /** These are no longer where they were. */
    private readonly onGone: (ids: Ids) => void
  ) {
    this.selection = new ListSelection(list)
  }

  async delete(ids: Ids): Promise<void> {
    const said = this.#said(ids, m.history_deleted, m.history_deleted_many)
    this.selection.clear()
    this.onGone(ids)
    if (await this.#done(call('conversations:delete-many', { conversationIds: ids }))) {
      this.done.add(said, () => this.restore(ids), true, ids)
    }
  }

  async restore(ids: Ids): Promise<boolean> {
    this.selection.clear()
    const isDone = await this.#done(call('conversations:restore-many', { conversationIds: ids }))
    if (isDone) this.done.leftTrash(ids)
    return isDone
  }

  /** Null empties the trash. */
  async purge(ids: Ids | null): Promise<void> {
    this.selection.clear()
    if (await this.#done(call('conversations:purge', { conversationIds: ids }))) this.done.leftTrash(ids)
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
    if (parentId !== null) await this.changeFolder(parentId, { open: true })
    if (ids.length > 0) await this.moveInto(ids, made.value.id)
    await this.list.read()
    this.list.renamingId = made.value.id
  }

  async changeFolder(folderId: FolderId, change: FolderChange): Promise<void> {
    await this.#done(call('folders:change', { folderId, change }))
  }

  async removeFolder(folderId: FolderId): Promise<void> {
    await this.#done(call('folders:remove', { folderId }))
  }

  async rename(id: ConversationId, title: string): Promise<void> {
    this.say(await this.list.rename(id, title))
  }

  async openWindow(conversationId: ConversationId): Promise<void> {
    const reply = await call('app:new-window', { conversationId })
    if (!reply.ok) this.say(reply.fault)
  }

  say(fault: Fault | null): void {
    if (fault) toasts.show(sentenceOf(fault), null, 'danger')
  }

  #said(ids: Ids, one: (words: { title: string }) => string, many: (words: { count: number }) => string): string {
    const [first] = ids
    if (ids.length !== 1 || first === undefined) return many({ count: ids.length })
    return one({ title: shortened(this.list.titleOf(first) || m.history_untitled()) })
  }

  async #keep(ids: Ids, change: PlaceChange, said: string, shown: boolean): Promise<void> {
    this.selection.clear()
    const reply = await call('conversations:change-many', { conversationIds: ids, change })
    await this.#done(Promise.resolve(reply))
    if (reply.ok) this.done.add(said, () => this.#putBack(reply.value), shown)
  }

  async #putBack(before: readonly KeptPlace[]): Promise<boolean> {
    const places = new Map<string, { change: PlaceChange; conversationIds: ConversationId[] }>()
    for (const { id, ...change } of before) {
      const name = JSON.stringify(change)
      const together = places.get(name)
      if (together) together.conversationIds.push(id)
      else places.set(name, { change, conversationIds: [id] })
    }
    for (const ask of places.values()) {
      if (!(await this.#done(call('conversations:change-many', ask)))) return false
    }
    return true
  }

  async #done(asked: Promise<Reply<unknown>>): Promise<boolean> {
    const reply = await asked
    await this.list.read()
    this.say(reply.ok ? null : reply.fault)
    return reply.ok
  }
}

/** Enough of a title to know which it was. */
function shortened(title: string): string {
  const letters = [...title]
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : title
}
