import { createHash } from 'node:crypto'
import { MOST_IMAGE_BYTES, type Image, type ImageBytes, type ImageId, type ImageType } from '../../shared/domain/image'
import { faultError } from '../fault-error'
import type { Readable, Writable } from './database'

export interface StoredImage extends Image, ImageBytes {}

const SIGNATURES: readonly (readonly [ImageType, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/]
]

/** What these bytes are, by their first ones; null for none of the kinds that are taken. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return SIGNATURES.find(([, signature]) => signature.test(start))?.[0] ?? null
}

/** The image these bytes are. Throws `bad_ask` for none of the kinds that are taken, or one that is too large. */
export function imageOf(bytes: Uint8Array, { widthPx, heightPx }: Pick<Image, 'widthPx' | 'heightPx'>): StoredImage {
  const type = imageTypeOf(bytes)
  if (type === null) throw faultError('bad_ask', 'not a PNG, JPEG, WebP or GIF image')
  if (bytes.length > MOST_IMAGE_BYTES) throw faultError('bad_ask', 'the image is too large')
  const id = createHash('sha256').update(bytes).digest('hex') as ImageId
  return { id, type, widthPx, heightPx, bytes }
}

/** Without its bytes. */
export function namedImage({ id, type, widthPx, heightPx }: Image): Image {
  return { id, type, widthPx, heightPx }
}

const PUT = 'insert into image (id, type, width_px, height_px, bytes) values (?, ?, ?, ?, ?) on conflict (id) do nothing'

/** Within a transaction of the caller's. */
export function putImage(database: Writable, { id, type, widthPx, heightPx, bytes }: StoredImage): void {
  database.run(PUT, id, type, widthPx, heightPx, bytes)
}

const READ = `
  select i.id, i.type, i.width_px as widthPx, i.height_px as heightPx, i.bytes
  from json_each(?) wanted join image i on i.id = wanted.value order by wanted.key`

/** In this order; those that are gone are left out. */
export function readImages(database: Readable, ids: readonly ImageId[]): readonly StoredImage[] {
  return database.all<StoredImage>(READ, JSON.stringify(ids)).map((row) => ({ ...row }))
}

const LOST_IMAGES = `
  from image where id not in (select image_id from message_image)
    and id not in (select kept.value ->> 'id' from draft, json_each(draft.images) kept)`

/** What was put in and never asked, nor is in a draft. To be called at a start: later it may be on its way into one. */
export function dropLostImages(database: Writable): void {
  database.run(`delete ${LOST_IMAGES}`)
}

/** Whether that would remove any. */
export function hasLostImages(database: Readable): boolean {
  return database.get(`select 1 ${LOST_IMAGES} limit 1`) !== undefined
}
