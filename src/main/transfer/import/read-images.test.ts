import { expect, it } from 'vitest'
import type { ConversationId } from '../../../shared/domain/ids'
import { base64Of } from '../../image-data'
import { pictureOf, questionOf } from '../../history/sample-turns'
import { namedImage } from '../../history/stored-image'
import { withReadImages } from './read-images'

/** A question as a file has it, with these fields beside its own. */
const read = (fields: object): object =>
  withReadImages(Object.assign(questionOf('c' as ConversationId, null, 'What is it?'), fields))

const picture = pictureOf(1)
const written = { ...namedImage(picture), data: base64Of(picture.bytes) }

it('takes an image that a file says twice once', () => {
  expect(read({ images: [written, written] })).toMatchObject({ images: [namedImage(picture)] })
})

it('leaves out what is no image, and what would pass for one that has been looked into', () => {
  const program = { ...written, data: Buffer.from('<svg/>').toString('base64') }
  expect(read({ images: [program, 5, null], brought: [picture] })).not.toHaveProperty('images')
  expect(read({ brought: 5 })).not.toHaveProperty('brought')
})
