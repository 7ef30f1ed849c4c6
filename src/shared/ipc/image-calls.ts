import type { Image, ImageBytes, ImageId } from '../domain/image'

/** Images of questions: put in one by one, then named by a question or a draft. */
export interface ImageCalls {
  /** On disk before the reply; `bad_ask` for what is none of `IMAGE_TYPES` or larger than `MOST_IMAGE_BYTES`. */
  'images:add': { ask: { bytes: Uint8Array; widthPx: number; heightPx: number }; reply: Image }
  /** `gone` when there is no such image. */
  'images:read': { ask: { imageId: ImageId }; reply: ImageBytes }
}

export const IMAGE_CALLS = { 'images:add': 1, 'images:read': 1 } satisfies Record<keyof ImageCalls, 1>
