import { faultError } from '../fault-error'
import type { History } from '../history/history'
import { imageOf, namedImage } from '../history/stored-image'
import type { Handlers } from './handlers'

/** Images of questions. */
export function imageHandlers(history: Pick<History, 'putImage' | 'images'>): Pick<Handlers, 'images:add' | 'images:read'> {
  return {
    'images:add': async ({ bytes, ...size }) => {
      const image = imageOf(bytes, size)
      await history.putImage(image)
      return namedImage(image)
    },
    'images:read': async ({ imageId }) => {
      const [image] = await history.images([imageId])
      if (!image) throw faultError('gone', 'there is no such image')
      return { type: image.type, bytes: image.bytes }
    }
  }
}
