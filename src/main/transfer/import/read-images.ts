import { LONGEST_EDGE_PX, MOST_IMAGES } from '../../../shared/domain/image'
import { FaultError } from '../../fault-error'
import type { ImportedDraft, ImportedQuestion } from '../../history/import-part'
import { imageOf, namedImage, type StoredImage } from '../../history/stored-image'
import { fieldsOf, listOf, textOf } from './json-shapes'

/** A question with the images its record holds; what is no image is left out, and the question stays. */
export function withReadImages(record: ImportedQuestion): ImportedQuestion {
  // `brought` is a word of this program's own: a file has none to say there.
  const { images: written, brought: _written, ...question } = record
  const brought = readImages(written)
  return brought.length === 0 ? question : { ...question, images: brought.map(namedImage), brought }
}

/** A draft with the images its record holds. */
export function withDraftImages(record: ImportedDraft): ImportedDraft {
  const { images: written, ...draft } = record
  const images = readImages(written)
  return images.length === 0 ? draft : { ...draft, images }
}

/** Each is there once, as in a question that was asked here. */
function readImages(written: unknown): readonly StoredImage[] {
  const byId = new Map(listOf(written).flatMap(readImage).map((image) => [image.id, image]))
  return [...byId.values()].slice(0, MOST_IMAGES)
}

function readImage(value: unknown): readonly StoredImage[] {
  const { data, widthPx, heightPx } = fieldsOf(value)
  if (!isEdge(widthPx) || !isEdge(heightPx)) return []
  try {
    return [imageOf(Buffer.from(textOf(data), 'base64'), { widthPx, heightPx })]
  } catch (error) {
    if (error instanceof FaultError) return []
    throw error
  }
}

function isEdge(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LONGEST_EDGE_PX
}
