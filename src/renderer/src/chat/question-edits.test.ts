import { expect, it } from 'vitest'
import type { Image, ImageId } from '../../../shared/domain/image'
import type { MessageId } from '../../../shared/domain/ids'
import { QuestionEdits } from './question-edits.svelte'

const questionId = 'q' as MessageId
const image = (name: string): Image => ({ id: name as ImageId, type: 'image/png', widthPx: 1, heightPx: 1 })

it('goes on with what was written elsewhere, after what is being written here', () => {
  const edits = new QuestionEdits()
  edits.add({ questionId, text: 'one', images: [image('a')] })
  edits.add({ questionId, text: 'one', images: [image('a')] })
  expect(edits.written).toEqual([{ questionId, text: 'one', images: [image('a')] }])
  edits.add({ questionId, text: 'two', images: [image('a'), image('b')] })
  expect(edits.written).toEqual([{ questionId, text: 'one\n\ntwo', images: [image('a'), image('b')] }])
})
