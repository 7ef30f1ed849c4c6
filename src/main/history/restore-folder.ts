import type { RemovedFolder } from '../../shared/domain/folder'
import type { History } from './history'

type Places = Pick<History, 'addFolder' | 'changeFolder' | 'folders' | 'move'>

/** Puts a folder back with what was in it, but for what is elsewhere by now; `gone` where what it lay in is. */
export async function restoreFolder(
  history: Places,
  { folder, at, folderIds, conversationIds }: RemovedFolder
): Promise<void> {
  const { id, parentId } = folder
  await history.addFolder(folder)
  await history.changeFolder(id, { at })
  const onTop = new Set((await history.folders()).filter((one) => one.parentId === null).map((one) => one.id))
  for (const inside of folderIds.filter((one) => onTop.has(one))) await history.changeFolder(inside, { parentId: id })
  const kept = await history.move(conversationIds, {})
  const left = kept.filter(({ folderId }) => folderId === parentId).map((one) => one.id)
  await history.move(left, { folderId: id })
}
