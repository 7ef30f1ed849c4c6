import type { PlaceChange } from '../../../shared/domain/conversation'
import type { FolderChange } from '../../../shared/domain/folder'
import type { ConversationId, FolderId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import { call } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf } from '../words'
import type { ConversationList } from './conversation-list.svelte'
import { ListSelection } from './list-selection.svelte'

type Ids = readonly ConversationId[]

/** What a person does with conversations and folders of the list: done, said, and taken back where that is possible. */
export class ListActions {
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
      this.#offerUndo(said, () => this.restore(ids))
    }
  }

  async restore(ids: Ids): Promise<void> {
    this.selection.clear()
    await this.#done(call('conversations:restore-many', { conversationIds: ids }))
  }

  /** Null empties the trash. */
  async purge(ids: Ids | null): Promise<void> {
    this.selection.clear()
    await this.#done(call('conversations:purge', { conversationIds: ids }))
  }

  async archive(ids: Ids, archived: boolean): Promise<void> {
    const said = this.#said(ids, m.history_archived, m.history_archived_many)
    const isDone = await this.move(ids, { archived })
    if (isDone && archived) this.#offerUndo(said, () => this.move(ids, { archived: false }))
  }

  move(ids: Ids, change: PlaceChange): Promise<boolean> {
    this.selection.clear()
    return this.#done(call('conversations:change-many', { conversationIds: ids, change }))
  }

  /** Makes a folder and puts these into it; its name is asked for at once. */
  async addFolder(parentId: FolderId | null, ids: Ids = []): Promise<void> {
    const made = await call('folders:add', { name: m.history_new_folder(), parentId })
    if (!made.ok) return this.say(made.fault)
    if (parentId !== null) await this.changeFolder(parentId, { open: true })
    if (ids.length > 0) await this.move(ids, { folderId: made.value.id })
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

  #offerUndo(said: string, undo: () => Promise<unknown>): void {
    toasts.show(said, { label: m.history_undo(), run: () => void undo() })
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
