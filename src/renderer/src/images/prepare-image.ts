import {
  IMAGE_TYPES,
  LONGEST_EDGE_PX,
  MOST_IMAGE_BYTES,
  MOST_IMAGE_FILE_BYTES
} from '../../../shared/domain/image'
import { hasCameraData } from './camera-data'

/** As main takes it. */
export interface PreparedImage {
  readonly bytes: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Why a file cannot be an image of a question. */
export type ImageRefusal = 'kind' | 'size' | 'broken'

/** Of what is drawn anew as JPEG: hardly to be told from the original, at a fifth of its size. */
const JPEG_QUALITY = 0.9

/**
 * The file as it is, or drawn anew: smaller where it is too large, and without what a camera writes into it, which can
 * be the place where it was taken. It is decoded here, in the sandbox, because it may come from anywhere.
 */
export async function prepareImage(file: Blob): Promise<PreparedImage | ImageRefusal> {
  if (!IMAGE_TYPES.some((type) => type === file.type)) return 'kind'
  if (file.size > MOST_IMAGE_FILE_BYTES) return 'size'
  const bitmap = await decoded(file)
  if (bitmap === null) return 'broken'
  try {
    const { width, height } = bitmap
    const isSmall = Math.max(width, height) <= LONGEST_EDGE_PX && file.size <= MOST_IMAGE_BYTES
    if (isSmall && !(await hasCameraData(file))) return { bytes: await bytesOf(file), widthPx: width, heightPx: height }
    return await drawn(bitmap, file.type)
  } catch {
    // Its file has gone meanwhile, or there is not the memory to draw it: the caller tells the person.
    return 'broken'
  } finally {
    bitmap.close()
  }
}

async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file)
  } catch {
    // It is none of what its name says; the caller tells the person.
    return null
  }
}

async function drawn(bitmap: ImageBitmap, type: string): Promise<PreparedImage> {
  const scale = Math.min(1, LONGEST_EDGE_PX / Math.max(bitmap.width, bitmap.height))
  const widthPx = Math.max(1, Math.round(bitmap.width * scale))
  const heightPx = Math.max(1, Math.round(bitmap.height * scale))
  const canvas = new OffscreenCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to draw an image on')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, widthPx, heightPx)
  const jpeg = { type: 'image/jpeg', quality: JPEG_QUALITY }
  let blob = await canvas.convertToBlob(type === 'image/jpeg' ? jpeg : { type: 'image/png' })
  if (blob.size > MOST_IMAGE_BYTES) {
    // JPEG knows nothing transparent: without this it would be black.
    context.globalCompositeOperation = 'destination-over'
    context.fillStyle = 'white'
    context.fillRect(0, 0, widthPx, heightPx)
    blob = await canvas.convertToBlob(jpeg)
  }
  return { bytes: await bytesOf(blob), widthPx, heightPx }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}
