import { LONGEST_EDGE_PX } from '../../../shared/domain/image'
import { FaultError } from '../../fault-error'
import type { ImportedQuestion } from '../../history/import-part'
import { imageOf, namedImage, type StoredImage } from '../../history/stored-image'
import { fieldsOf, listOf, textOf } from './json-shapes'

/** A question with the images its record holds; what is no image is left out, and the question stays. */
export function withReadImages(record: ImportedQuestion): ImportedQuestion {
  // `brought` is a word of this program's own: a file has none to say there.
  const { images: written, brought: _written, ...question } = record
  // Each is there once, as in a question that was asked here.
  const brought = [...new Map(listOf(written).flatMap(readImage).map((image) => [image.id, image])).values()]
  return brought.length === 0 ? question : { ...question, images: brought.map(namedImage), brought }
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
