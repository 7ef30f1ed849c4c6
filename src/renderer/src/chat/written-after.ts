import { MOST_IMAGES, type Image } from '../../../shared/domain/image'

interface Unasked {
  readonly text: string
  readonly images: readonly Image[]
}

/** What was written elsewhere comes after what is here, each image once; more than a question takes are left out. */
export function writtenAfter(here: Unasked, elsewhere: Unasked): Unasked {
  const texts = [here.text, elsewhere.text].filter((text) => text.trim() !== '')
  const others = elsewhere.images.filter(({ id }) => here.images.every((image) => image.id !== id))
  return { text: texts.join('\n\n'), images: [...here.images, ...others].slice(0, MOST_IMAGES) }
}
