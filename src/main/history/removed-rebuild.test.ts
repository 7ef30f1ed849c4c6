import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationId } from '../../shared/domain/ids'
import { openWritable, type Writable } from './database'
import { pieceOf } from './fold-pieces'
import { HistoryWriter } from './history-writer'
import { logFile, logLine } from './logged-pieces'
import { migrate } from './migrate'
import { openDatabase } from './open-database'
import { PlaceWriter } from './place-writer'
import { noteRemoved } from './removed-notes'
import { endedWith, firstTurn, framesOf, pictureOf, saying } from './sample-turns'
import { scratchFolder } from './scratch-database'
import { namedImage } from './stored-image'

const WORDS = ['xylophone', 'zither', 'theremin', 'bassoon'] as const

let folder: string
let database: Writable
let writer: HistoryWriter
const file = (): string => join(folder, 'history.db')

beforeEach(() => {
  folder = scratchFolder()
  database = openWritable(file())
  migrate(database)
  writer = new HistoryWriter(database)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A conversation with an image that is asked, an answer, and a draft below it. */
function put(text: string, picture: number): ConversationId {
  const { turn, answer, conversation } = firstTurn(text)
  const [question] = turn.messages
  const image = pictureOf(picture)
  writer.putImage(image)
  writer.begin({ ...turn, messages: [{ ...question, images: [namedImage(image)] }, answer] })
  writer.end(answer.runId, endedWith(`${text} answered`))
  writer.putDraft({ conversationId: conversation.id, text: `${text} once more` })
  return conversation.id
}

/** One whose answer is still being made: what has come of it is in a log of its own. */
function putLive(text: string): ConversationId {
  const { turn, answer, conversation } = firstTurn(text)
  writer.begin(turn)
  const { id: messageId, conversationId, runId, model } = answer
  const frames = [...framesOf(runId, 0, { type: 'run-start', conversationId, messageId, model }), ...saying(runId, 1, text)]
  writeFileSync(logFile(file(), runId), logLine(0, pieceOf(frames) ?? ''))
  return conversation.id
}

function backUp(): void {
  database.script('pragma wal_checkpoint(truncate)')
  mkdirSync(join(folder, 'backups'))
  copyFileSync(file(), join(folder, 'backups/history-2026-01-31T10-00-00-000Z.db'))
}

function purge(ids: readonly ConversationId[]): void {
  const places = new PlaceWriter(database)
  noteRemoved(file(), ids)
  places.delete(ids)
  places.purge(ids)
}

interface Reopened {
  readonly questions: readonly string[]
  readonly images: number
  /** Of the words, those that stand in the new file or in what belongs to it. */
  readonly held: readonly string[]
  readonly lost: number
}

function reopened(): Reopened {
  const { database: found, close, notices } = openDatabase(folder)
  const questions = found.reported(`select report(text) from message where role = 'user' order by text`).map(String)
  const [images] = found.reported('select report(count(*)) from image')
  close()
  const files = readdirSync(folder).filter((name) => name.startsWith('history.db'))
  const bytes = Buffer.concat(files.map((name) => readFileSync(join(folder, name))))
  const held = WORDS.filter((word) => bytes.includes(word))
  return { questions, images: Number(images), held, lost: notices[0]?.fault.broughtBack?.lost ?? -1 }
}

it.each([0, 5_000, 40_000])('brings nothing back from a backup that was removed for good (a file cut to %s bytes)', (bytes) => {
  put('bassoon', 1)
  const secrets = [put('xylophone', 2), put('zither', 1), putLive('theremin')]
  backUp()
  purge(secrets)
  database.close()
  truncateSync(file(), bytes)
  expect(reopened()).toEqual({ questions: ['bassoon'], images: 1, held: ['bassoon'], lost: 0 })
})

it('brings back what the damaged history still has, whatever was noted', () => {
  put('bassoon', 1)
  const kept = put('xylophone', 2)
  backUp()
  // The removal was refused, or a kill came between.
  noteRemoved(file(), [kept])
  // What the damage took of it is in the backup.
  database.script(`pragma foreign_keys = off; delete from message where conversation_id = '${kept}'`)
  database.script('pragma wal_checkpoint(truncate)')
  database.close()
  const bytes = readFileSync(file())
  // The header alone.
  bytes.fill(0xff, 0, 100)
  writeFileSync(file(), bytes)
  expect(reopened()).toMatchObject({ questions: ['bassoon', 'xylophone'], images: 2 })
})
