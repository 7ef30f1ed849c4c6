import { afterEach, beforeEach, expect, it } from 'vitest'
import { LONGEST_EDGE_PX, MOST_IMAGE_BYTES } from '../../shared/domain/image'
import { IN_MEMORY, openWritable, type Writable } from './database'
import { HistoryReader } from './history-reader'
import { HistoryWriter } from './history-writer'
import { migrate } from './migrate'
import { PlaceWriter } from './place-writer'
import { firstTurn, pictureOf } from './sample-turns'
import { IndexUpkeep } from './search/index-upkeep'
import { SearchReader } from './search/search-reader'
import { hasLostImages, imageOf, namedImage } from './stored-image'

let database: Writable
let writer: HistoryWriter
let reader: HistoryReader
beforeEach(() => {
  database = openWritable(IN_MEMORY)
  migrate(database)
  writer = new HistoryWriter(database)
  reader = new HistoryReader(database)
})
afterEach(() => database.close())

const stored = (): number => database.get<{ n: number }>('select count(*) as n from image')?.n ?? 0

it('takes what the wire takes, by its first bytes, up to its bound', () => {
  const size = { widthPx: 1, heightPx: LONGEST_EDGE_PX }
  const types = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF89a', 'RIFF\0\n\0\0WEBPVP8'].map(
    (start) => imageOf(Buffer.from(start, 'latin1'), size).type
  )
  expect(types).toEqual(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
  for (const refused of ['<svg>', '', 'BM', 'RIFF\0\0\0\0WAVE', 'x\x89PNG\r\n\x1a\n']) {
    expect(() => imageOf(Buffer.from(refused, 'latin1'), size)).toThrow()
  }
  const large = Buffer.alloc(MOST_IMAGE_BYTES + 1)
  large.write('GIF89a')
  expect(() => imageOf(large, size)).toThrow()
})

it('reads a question with its images in their order, and any other without the field', () => {
  const [one, two] = [pictureOf(1), pictureOf(2)]
  const { turn, question, answer } = firstTurn()
  for (const image of [one, two, one]) writer.putImage(image)
  const images = [two, one].map(namedImage)
  writer.begin({ ...turn, messages: [{ ...question, images }, answer] })
  expect(reader.message(question.id)).toMatchObject({ images })
  expect(reader.thread.messages([question.id])[0]).toMatchObject({ images })
  expect(reader.message(answer.id)).not.toHaveProperty('images')
  const bytes = reader.images([two.id, one.id]).map((image) => Buffer.from(image.bytes))
  expect(bytes).toEqual([two.bytes, one.bytes])
})

it('lets an image go with the last conversation that has it, and what nothing names at a start', () => {
  const [asked, drafted, lost] = [pictureOf(1), pictureOf(2), pictureOf(3)]
  for (const image of [asked, drafted, lost]) writer.putImage(image)
  const [first, second] = [firstTurn(), firstTurn()]
  for (const { turn, question, answer } of [first, second]) {
    writer.begin({ ...turn, messages: [{ ...question, images: [namedImage(asked)] }, answer] })
  }
  writer.putDraft({ conversationId: null, text: '', images: [namedImage(drafted)] })
  expect(hasLostImages(database)).toBe(true)
  writer.recover()
  expect(hasLostImages(database)).toBe(false)
  expect(reader.images([asked.id, drafted.id, lost.id]).map(({ id }) => id)).toEqual([asked.id, drafted.id])
  expect(reader.drafts()).toEqual([{ conversationId: null, text: '', images: [namedImage(drafted)] }])
  const places = new PlaceWriter(database)
  for (const [{ conversation }, left] of [[first, 2], [second, 1]] as const) {
    places.delete([conversation.id])
    places.purge([conversation.id])
    expect(stored()).toBe(left)
  }
  writer.putDraft({ conversationId: null, text: '' })
  writer.recover()
  expect(stored()).toBe(0)
})

it('lets the images of a draft go with its conversation, and none that is elsewhere or on its way', () => {
  const [own, shared, coming] = [pictureOf(1), pictureOf(2), pictureOf(3)]
  for (const image of [own, shared, coming]) writer.putImage(image)
  const { turn, question, answer, conversation } = firstTurn()
  writer.begin({ ...turn, messages: [{ ...question, images: [namedImage(own)] }, answer] })
  writer.putDraft({ conversationId: conversation.id, text: '', images: [own, shared].map(namedImage) })
  writer.putDraft({ conversationId: null, text: '', images: [namedImage(shared)] })
  const places = new PlaceWriter(database)
  places.delete([conversation.id])
  places.purge([conversation.id])
  expect(reader.images([own.id, shared.id, coming.id]).map(({ id }) => id)).toEqual([shared.id, coming.id])
})

it('finds a question with an image by has:image, and leaves it out of -has:image', () => {
  const [picture, words] = [firstTurn('tide'), firstTurn('tide')]
  const image = pictureOf(1)
  writer.putImage(image)
  writer.begin({ ...picture.turn, messages: [{ ...picture.question, images: [namedImage(image)] }, picture.answer] })
  writer.begin(words.turn)
  const upkeep = new IndexUpkeep(database)
  while (upkeep.step());
  const found = (query: string): unknown =>
    new SearchReader(database)
      .search({ query, order: 'newest', limit: 10, cursor: null })
      .groups.map(({ conversationId }) => conversationId)
  expect(found('has:image')).toEqual([picture.conversation.id])
  expect(found('tide has:image')).toEqual([picture.conversation.id])
  expect(found('tide -has:image')).toEqual([words.conversation.id])
})
