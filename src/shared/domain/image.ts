import type { Id } from './ids'

/** The SHA-256 of its bytes in hexadecimal: the same picture is the same image everywhere. */
export type ImageId = Id<'image'>

/** What models of this protocol read. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** An image as messages name it; its bytes are asked for apart. */
export interface Image {
  readonly id: ImageId
  readonly type: ImageType
  readonly widthPx: number
  readonly heightPx: number
}

export interface ImageBytes {
  readonly type: ImageType
  readonly bytes: Uint8Array
}

/** Of one question. */
export const MOST_IMAGES = 10
/** Larger ones are scaled down to it before they are sent: https://platform.openai.com/docs/guides/images */
export const LONGEST_EDGE_PX = 2048
/** As it is stored and sent; in Base64 it stays under the 5 MiB that some providers take. */
export const MOST_IMAGE_BYTES = 3.5 * 1024 * 1024
/** A file that is looked into at all. */
export const MOST_IMAGE_FILE_BYTES = 64 * 1024 * 1024
