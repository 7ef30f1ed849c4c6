import Archive from '@lucide/svelte/icons/archive'
import ArchiveRestore from '@lucide/svelte/icons/archive-restore'
import AppWindow from '@lucide/svelte/icons/app-window'
import ArrowDown from '@lucide/svelte/icons/arrow-down'
import ArrowUp from '@lucide/svelte/icons/arrow-up'
import Download from '@lucide/svelte/icons/download'
import Folder from '@lucide/svelte/icons/folder'
import FolderInput from '@lucide/svelte/icons/folder-input'
import FolderPlus from '@lucide/svelte/icons/folder-plus'
import Pencil from '@lucide/svelte/icons/pencil'
import Pin from '@lucide/svelte/icons/pin'
import PinOff from '@lucide/svelte/icons/pin-off'
import Trash from '@lucide/svelte/icons/trash-2'
import Undo from '@lucide/svelte/icons/undo-2'
import type { ListedConversation } from '../../../shared/domain/conversation'
import type { ListedFolder } from '../../../shared/domain/folder'
import type { ConversationId, FolderId } from '../../../shared/domain/ids'
import type { MenuEntry } from '../ui/MenuEntries.svelte'
import { m } from '../words'
import type { ListActions } from './list-actions'
import type { ShownPlace } from './list-sections'

export interface MenuPorts {
  readonly actions: ListActions
  readonly folders: readonly ListedFolder[]
  readonly place: ShownPlace
  readonly onRename: (id: string) => void
  readonly onExport: (ids: readonly ConversationId[]) => void
  readonly onPurge: (ids: readonly ConversationId[]) => void
  readonly onRemoveFolder: (folder: ListedFolder) => void
}

/** What can be done with one conversation, or with all that are chosen when it is one of them. */
export function conversationMenu(
  one: ListedConversation,
  ids: readonly ConversationId[],
  { actions, folders, place, onRename, onExport, onPurge }: MenuPorts
): readonly MenuEntry[] {
  if (place === 'trash') {
    return [
      { label: m.history_restore(), icon: Undo, choose: () => void actions.restore(ids) },
      { label: m.history_purge(), icon: Trash, danger: true, apart: true, choose: () => onPurge(ids) }
    ]
  }
  const [pinned, archived] = [one.pinnedAtMs !== null, one.archivedAtMs !== null]
  const single: readonly MenuEntry[] = [
    { label: m.history_rename(), icon: Pencil, keys: ['F2'], choose: () => onRename(one.id) },
    { label: m.history_new_window(), icon: AppWindow, choose: () => void actions.openWindow(one.id) }
  ]
  return [
    ...(ids.length === 1 ? single : []),
    {
      label: pinned ? m.history_unpin() : m.history_pin(),
      icon: pinned ? PinOff : Pin,
      apart: ids.length === 1,
      choose: () => void actions.pin(ids, !pinned)
    },
    { label: m.history_move(), icon: FolderInput, entries: folderEntries(folders, ids, actions), choose: nothing },
    {
      label: archived ? m.history_unarchive() : m.history_archive(),
      icon: archived ? ArchiveRestore : Archive,
      choose: () => void actions.archive(ids, !archived)
    },
    { label: m.transfer_export(), icon: Download, choose: () => onExport(ids) },
    {
      label: m.history_delete(),
      icon: Trash,
      keys: ['Del'],
      danger: true,
      apart: true,
      choose: () => void actions.delete(ids)
    }
  ]
}

/** Where these can be moved to. */
export function folderEntries(
  folders: readonly ListedFolder[],
  ids: readonly ConversationId[],
  actions: ListActions
): readonly MenuEntry[] {
  const into = (folderId: FolderId | null) => () => void actions.moveInto(ids, folderId)
  return [
    { label: m.history_no_folder(), choose: into(null) },
    ...folders.map(({ id, name, parentId }, at) => ({
      label: name,
      icon: Folder,
      depth: parentId === null ? 0 : 1,
      apart: at === 0,
      choose: into(id)
    })),
    { label: m.history_new_folder(), icon: FolderPlus, apart: true, choose: () => void actions.addFolder(null, ids) }
  ]
}

export function folderMenu(folder: ListedFolder, ports: MenuPorts): readonly MenuEntry[] {
  const { actions, folders, onRename, onRemoveFolder } = ports
  const beside = folders.filter(({ parentId }) => parentId === folder.parentId)
  const at = beside.findIndex(({ id }) => id === folder.id)
  const moveTo = (to: number) => () => void actions.changeFolder(folder.id, { at: to })
  const inside: MenuEntry = {
    label: m.history_folder_inside(),
    icon: FolderPlus,
    choose: () => void actions.addFolder(folder.id)
  }
  return [
    { label: m.history_rename(), icon: Pencil, keys: ['F2'], choose: () => onRename(folder.id) },
    ...(folder.parentId === null ? [inside] : []),
    { label: m.history_folder_up(), icon: ArrowUp, apart: true, disabled: at === 0, choose: moveTo(at - 1) },
    { label: m.history_folder_down(), icon: ArrowDown, disabled: at === beside.length - 1, choose: moveTo(at + 1) },
    {
      label: m.history_folder_remove(),
      icon: Trash,
      keys: ['Del'],
      danger: true,
      apart: true,
      choose: () => onRemoveFolder(folder)
    }
  ]
}

/** What opens beside it is what it does. */
function nothing(): void {}
