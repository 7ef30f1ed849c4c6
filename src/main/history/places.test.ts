import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ListPlace } from '../../shared/domain/conversation'
import type { ConversationId, FolderId } from '../../shared/domain/ids'
import { FolderWriter } from './folder-writer'
import { PlaceWriter } from './place-writer'
import { answerOf, conversationOf, endedWith, faultKindOf, firstTurn, questionOf } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'
import { IndexUpkeep } from './search/index-upkeep'
import { SearchReader } from './search/search-reader'

const NOW = new Date(2026, 2, 15, 12).getTime()
const DAY = 24 * 60 * 60 * 1_000
const folderId = (name: string): FolderId => name as FolderId

let scratch: ScratchDatabase
let places: PlaceWriter
let folderWriter: FolderWriter
let nowMs = NOW

beforeEach(() => {
  nowMs = NOW
  scratch = scratchDatabase(() => nowMs)
  places = new PlaceWriter(scratch.writable, () => nowMs)
  folderWriter = new FolderWriter(scratch.writable)
})
afterEach(() => scratch.remove())

function made(title: string, updatedAtMs = NOW): ConversationId {
  const conversation = conversationOf({ title, createdAtMs: updatedAtMs, updatedAtMs })
  scratch.writer.begin({ conversation, messages: [] })
  return conversation.id
}

function addFolder(name: string, parentId: string | null = null): void {
  folderWriter.add({ id: folderId(name), name, parentId: parentId === null ? null : folderId(parentId), open: true })
}

const titles = (place: ListPlace | null): readonly string[] =>
  scratch.reader.places.list(place, 100, 0).map(({ title }) => title)
const inFolder = (name: string): readonly string[] => titles({ kind: 'folder', folderId: folderId(name) })
const folders = (): readonly string[] =>
  scratch.reader.places.folders().map(({ name, count, parentId }) => `${parentId ?? ''}/${name} ${String(count)}`)

describe('the parts of the list', () => {
  it('have each conversation once, newest first, whatever it has been through', () => {
    addFolder('Work')
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((title, at) => made(title, NOW + at))
    if (!a || !b || !c || !d || !e) throw new Error('five were made')
    places.move([b, c, d], { folderId: folderId('Work') })
    places.move([c], { pinned: true })
    places.move([c, d], { archived: true })
    places.move([c], { archived: false })
    places.delete([e])
    nowMs += 1
    places.delete([d])
    expect(titles({ kind: 'inbox' })).toEqual(['a'])
    expect(inFolder('Work')).toEqual(['b'])
    expect(titles({ kind: 'pinned' })).toEqual(['c'])
    expect(titles({ kind: 'archive' })).toEqual([])
    expect(titles({ kind: 'trash' })).toEqual(['d', 'e'])
    expect(titles(null)).toEqual(['c', 'b', 'a'])
    places.restore([d])
    expect(titles({ kind: 'archive' })).toEqual(['d'])
    expect(scratch.reader.places.outline(NOW)).toMatchObject({ pinned: 1, archived: 1, trashed: 1 })
    expect(folders()).toEqual(['/Work 1'])
  })

  it('count the inbox by day, and agree with what they list', () => {
    for (const at of [NOW, NOW, NOW - DAY, NOW - 3 * DAY, NOW - 40 * DAY, NOW - 41 * DAY]) made('x', at)
    const { days } = scratch.reader.places.outline(NOW)
    expect(days.map(({ count }) => count)).toEqual([2, 1, 1, 2])
    expect(days[0]?.startMs).toBe(new Date(2026, 2, 15).getTime())
    expect(days[3]?.startMs).toBe(new Date(2026, 1, 1).getTime())
  })

  it('are each read along an index that holds that part alone', () => {
    const plan = (what: string, sql: string): string =>
      JSON.stringify(scratch.readable.all(`explain query plan select ${what} from conversation where part = 'inbox' ${sql}`))
    expect(plan('title', 'order by part_ms desc, id desc limit 9')).toMatch(/INDEX conversation_part(?!.*TEMP)/)
    expect(plan('count(*)', 'and part_ms >= 1 and part_ms < 2')).toMatch(/INDEX conversation_part/)
  })

  it('mark what ends with an interrupted answer, until it is kept or gone on with', () => {
    const { turn, answer } = firstTurn()
    scratch.writer.begin(turn)
    const isMarked = (): boolean | undefined => scratch.reader.places.list({ kind: 'inbox' }, 1, 0)[0]?.interrupted
    expect(isMarked()).toBe(false)
    scratch.writer.recover()
    expect(isMarked()).toBe(true)
    scratch.writer.end(answer.runId, { ...endedWith('x'), state: { phase: 'interrupted', fault: null, kept: true } })
    expect(isMarked()).toBe(false)
    scratch.writer.end(answer.runId, { ...endedWith('x'), state: { phase: 'interrupted', fault: null } })
    expect(isMarked()).toBe(true)
    const runId = answerOf(answer).runId
    scratch.writer.reopen(answer.id, runId)
    expect(isMarked()).toBe(false)
  })

  it('take what is asked in the archive out of it', () => {
    const id = made('old')
    places.move([id], { archived: true })
    const question = questionOf(id, null)
    scratch.writer.begin({ conversation: null, messages: [question, answerOf(question)] })
    expect(titles({ kind: 'archive' })).toEqual([])
    expect(titles({ kind: 'inbox' })).toEqual(['old'])
  })
})

describe('the trash', () => {
  it('keeps what is in it for 30 days, and removes it at the first start after that', () => {
    const [old, young] = [made('old'), made('young')]
    places.delete([old])
    nowMs = NOW + DAY
    places.delete([young])
    nowMs = NOW + 30 * DAY + 1
    scratch.writer.recover()
    expect(titles({ kind: 'trash' })).toEqual(['young'])
  })

  it('is emptied of what is named, and of nothing that is not in it', () => {
    const [kept, gone] = [made('kept'), made('gone')]
    scratch.writer.putDraft({ conversationId: gone, text: 'half' })
    places.delete([gone])
    places.purge([kept, gone])
    expect(titles({ kind: 'trash' })).toEqual([])
    expect(titles(null)).toEqual(['kept'])
    expect(scratch.reader.drafts()).toEqual([])
  })

  it('is read with its branches, and nothing is asked or changed in it', () => {
    const { turn, conversation, question, answer } = firstTurn()
    scratch.writer.begin(turn)
    scratch.writer.end(answer.runId, endedWith('one'))
    const other = answerOf(question)
    scratch.writer.begin({ conversation: null, messages: [other] })
    places.delete([conversation.id])
    const shown = scratch.reader.openEnd(conversation.id)
    expect(shown).toMatchObject({ deletedAtMs: NOW, conversation: { headId: other.id } })
    scratch.writer.choose(answer.id)
    expect(scratch.reader.openEnd(conversation.id).messages.at(-1)?.id).toBe(answer.id)
    expect(faultKindOf(() => scratch.reader.open(conversation.id))).toBe('gone')
    expect(faultKindOf(() => scratch.reader.conversation(conversation.id))).toBe('gone')
    expect(faultKindOf(() => scratch.writer.change(conversation.id, { title: 'x' }))).toBe('gone')
    expect(faultKindOf(() => scratch.writer.begin({ conversation: null, messages: [answerOf(question)] }))).toBe('gone')
    places.restore([conversation.id])
    expect(scratch.reader.openEnd(conversation.id).deletedAtMs).toBeNull()
  })

  it('shows nothing of a conversation that is still coming', () => {
    const id = made('half')
    scratch.writable.run('update conversation set deleted_at_ms = 1 where id = ?', id)
    expect(faultKindOf(() => scratch.reader.openEnd(id))).toBe('gone')
  })

  it('has nothing to move: a deleted conversation stays where it was', () => {
    const id = made('x')
    places.delete([id])
    places.move([id], { pinned: true })
    places.restore([id])
    expect(titles({ kind: 'inbox' })).toEqual(['x'])
  })
})

describe('folders', () => {
  it('stand in their order, each followed by those in it, one level deep', () => {
    for (const name of ['A', 'B', 'C']) addFolder(name)
    addFolder('B1', 'B')
    addFolder('B2', 'B')
    folderWriter.change(folderId('C'), { at: 0 })
    folderWriter.change(folderId('B2'), { at: 0, name: 'B0' })
    expect(folders()).toEqual(['/C 0', '/A 0', '/B 0', 'B/B0 0', 'B/B1 0'])
    expect(faultKindOf(() => addFolder('deep', 'B1'))).toBe('bad_ask')
    expect(faultKindOf(() => folderWriter.change(folderId('B'), { parentId: folderId('A') }))).toBe('bad_ask')
    expect(faultKindOf(() => folderWriter.change(folderId('A'), { parentId: folderId('A') }))).toBe('bad_ask')
    expect(faultKindOf(() => addFolder('lost', 'nowhere'))).toBe('gone')
    folderWriter.change(folderId('A'), { parentId: folderId('B'), open: false })
    expect(folders()).toEqual(['/C 0', '/B 0', 'B/B0 0', 'B/B1 0', 'B/A 0'])
    expect(scratch.reader.places.folders().at(-1)?.open).toBe(false)
  })

  it('leave what is in them where they were when they are removed', () => {
    addFolder('Work')
    addFolder('Inner', 'Work')
    const [outer, inner] = [made('outer'), made('inner')]
    places.move([outer], { folderId: folderId('Work') })
    places.move([inner], { folderId: folderId('Inner') })
    expect(folderWriter.remove(folderId('Inner'))).toEqual({
      folder: { id: folderId('Inner'), name: 'Inner', parentId: folderId('Work'), open: true },
      at: 0,
      folderIds: [],
      conversationIds: [inner]
    })
    expect(folderWriter.remove(folderId('Inner'))).toBeNull()
    expect(inFolder('Work')).toHaveLength(2)
    folderWriter.remove(folderId('Work'))
    expect(titles({ kind: 'inbox' })).toHaveLength(2)
    expect(folders()).toEqual([])
  })

  it('are what a search is asked to look in, by name, with those inside them', () => {
    addFolder('Work')
    addFolder('Ideas', 'Work')
    const search = new SearchReader(scratch.readable, (_, name) => scratch.reader.places.inFoldersNamed(name))
    const found = (query: string): readonly string[] =>
      search.search({ query, order: 'newest', limit: 9, cursor: null }).groups.map(({ title }) => title.text)
    places.move([made('tide one')], { folderId: folderId('Work') })
    const inner = made('tide two')
    places.move([inner], { folderId: folderId('Ideas'), archived: true })
    made('tide three')
    const index = new IndexUpkeep(scratch.writable)
    index.rebuild()
    while (index.step());
    expect([...found('tide')].sort()).toEqual(['tide one', 'tide three', 'tide two'])
    expect([...found('tide in:work')].sort()).toEqual(['tide one', 'tide two'])
    expect(found('tide in:ideas')).toEqual(['tide two'])
    expect(found('tide in:nowhere')).toEqual([])
  })

  it('are left with word of where each conversation was, in the order asked, so that it can go back', () => {
    addFolder('Work')
    const [a, b, gone] = [made('a'), made('b'), made('gone')]
    places.move([b], { folderId: folderId('Work'), pinned: true })
    places.delete([gone])
    const before = places.move([b, gone, a], { archived: true, folderId: null })
    expect(before).toEqual([
      { id: b, folderId: 'Work', pinned: true, archived: false },
      { id: a, folderId: null, pinned: false, archived: false }
    ])
    for (const { id, ...place } of before) places.move([id], place)
    expect([titles({ kind: 'pinned' }), titles({ kind: 'inbox' })]).toEqual([['b'], ['a']])
  })

  it('take no conversation that names one that is gone', () => {
    const id = made('x')
    expect(faultKindOf(() => places.move([id], { folderId: folderId('nowhere') }))).toBe('gone')
  })

  it('change with a conversation\'s other settings in one step', () => {
    addFolder('Work')
    const id = made('x')
    scratch.writer.change(id, { title: 'y', folderId: folderId('Work'), pinned: true })
    expect(titles({ kind: 'pinned' })).toEqual(['y'])
    scratch.writer.change(id, { pinned: false })
    expect(inFolder('Work')).toEqual(['y'])
  })
})
