import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PlaceWriter } from './place-writer'
import { answerOf, endedWith, questionOf, saying } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'
import { foundIds, indexAll, putTexts } from './search/sample-search'
import { SearchReader } from './search/search-reader'
import { Wipe, wipeMark } from './wipe'

let scratch: ScratchDatabase
beforeEach(() => (scratch = scratchDatabase()))
afterEach(() => scratch.remove())

/** In the file and its log, as a text or as a word of the index, whose first letter may be shared with another's. */
function isInFile(word: string): boolean {
  return ['', '-wal'].some((part) => existsSync(scratch.file + part) && readFileSync(scratch.file + part).includes(word))
}

function fill(count: number, text: string): void {
  for (let at = 0; at < count; at++) putTexts(scratch.writer, [[`question ${String(at)}`, `${text} ${String(at * 7919)}`]])
  indexAll(scratch.writable)
}

it('leaves no word of what is purged in the file, and everything else where it was', () => {
  const places = new PlaceWriter(scratch.writable)
  const mark = wipeMark(scratch.file)
  const wipe = new Wipe(scratch.writable, mark.set)
  fill(300, 'The tide follows the moon.')
  const id = putTexts(scratch.writer, [['zebrafishquestion', `${'xylophonesecret words '.repeat(2_000)}`]], 'quokkatitle')
  fill(300, 'The sun has its part in it.')
  // Its journal had the words as well.
  const question = questionOf(id, null, 'and then?')
  const answer = answerOf(question)
  scratch.writer.begin({ conversation: null, messages: [question, answer] })
  scratch.writer.append([{ runId: answer.runId, frames: saying(answer.runId, 0, 'wombatpiece '.repeat(3_000)) }])
  scratch.writer.end(answer.runId, endedWith('short'))
  const words = ['ebrafishquestion', 'ylophonesecret', 'uokkatitle', 'ombatpiece']
  for (const once of ['many parts', 'one part']) {
    expect([once, ...words.filter(isInFile)]).toEqual([once, ...words])
    wipe.want()
    expect(mark.isSet()).toBe(true)
    places.delete([id])
    places.purge([id])
    indexAll(scratch.writable)
    let steps = 0
    while (wipe.step()) steps++
    expect(steps).toBeGreaterThan(3)
    expect([once, ...words.filter(isInFile)]).toEqual([once])
    if (once === 'many parts') words.splice(0, 4, ...putAgain())
  }
  expect(mark.isSet()).toBe(false)
  expect(scratch.readable.all('select 1 from pragma_integrity_check where integrity_check <> ?', 'ok')).toEqual([])
  const search = new SearchReader(scratch.readable)
  expect(foundIds(search.search({ query: 'tide', order: 'newest', limit: 500, cursor: null }))).toHaveLength(300)

  /** By now the index is one part. */
  function putAgain(): readonly string[] {
    const again = putTexts(scratch.writer, [['nothing', 'platypusword']])
    indexAll(scratch.writable)
    places.delete([again])
    places.purge([again])
    return ['latypusword']
  }
})
