import type { Image, ImageId } from '../../shared/domain/image'
import type { Message } from '../../shared/domain/message'
import { faultError } from '../fault-error'
import type { History } from '../history/history'
import { namedImage } from '../history/stored-image'
import type { ImageLookup } from '../providers/chat-messages'

type Images = Pick<History, 'images'>

/** What a question to be asked names. Throws `gone` when one of them is not there. */
export async function namedImages(history: Images, ids: readonly ImageId[]): Promise<readonly Image[]> {
  if (ids.length === 0) return []
  const found = await history.images(ids)
  if (found.length < ids.length) throw faultError('gone', 'an image of the question is not there any more')
  return found.map(namedImage)
}

/** The bytes of every image on the path; undefined where it has none. */
export function pathImages(history: Images, path: readonly Message[]): (() => Promise<ImageLookup>) | undefined {
  const ids = path.flatMap((message) => (message.role === 'user' ? (message.images ?? []) : [])).map(({ id }) => id)
  if (ids.length === 0) return undefined
  return async () => {
    const found = new Map((await history.images([...new Set(ids)])).map((image) => [image.id, image]))
    return (id) => found.get(id)
  }
}
