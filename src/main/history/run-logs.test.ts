import { createHook } from 'node:async_hooks'
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TRASH_KEEPS_MS } from '../../shared/domain/conversation'
import type { MessageId, RunId } from '../../shared/domain/ids'
import { Backups } from './backups'
import { backupsOf } from './backup-files'
import { bundleThreads } from './bundle-threads'
import { openReadable } from './database'
import { HistoryReader } from './history-reader'
import { logFile } from './logged-pieces'
import { openDatabase } from './open-database'
import { PlaceWriter } from './place-writer'
import { replaceDamaged } from './replace-damaged'
import { RunLogs } from './run-logs'
import { endedWith, firstTurn, framesOf, saying, STATS, type SampleTurn } from './sample-turns'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from './scratch-database'
import { openUnsaved } from './unsaved-history'

let scratch: ScratchDatabase
let logs: RunLogs

beforeEach(() => {
  scratch = scratchDatabase()
  logs = new RunLogs(scratch.file)
})
afterEach(async () => {
  await logs.close()
  scratch.remove()
})

/** An answer that is being made, of which this much was shown. */
async function begun(...texts: readonly string[]): Promise<SampleTurn> {
  const sample = firstTurn()
  scratch.writer.begin(sample.turn)
  const { runId } = sample.answer
  for (const [seq, text] of texts.entries()) await logs.append(runId, saying(runId, seq, text))
  return sample
}

it('makes one promise for a line, and asks the system once', async () => {
  const { runId } = (await begun('The')).answer
  const made: string[] = []
  const hook = createHook({ init: (_id, type) => made.push(type) }).enable()
  const written = logs.append(runId, saying(runId, 1, ' moon'))
  hook.disable()
  await written
  expect(made.filter((type) => type !== 'TickObject')).toEqual(['PROMISE', 'FSREQCALLBACK'])
})

const logOf = (runId: RunId, database = scratch.file): string => logFile(database, runId)
const textOf = (id: MessageId): string => scratch.reader.message(id).text
const piecesIn = (): unknown => scratch.readable.reported('select report(count(*)) from piece')[0]

/** What a kill would leave: everything as it is now, in a folder of its own. */
function killed(): string {
  const folder = scratchFolder()
  cpSync(join(scratch.file, '..'), folder, { recursive: true })
  return folder
}

function answersIn(folder: string): { readonly texts: readonly string[]; readonly files: readonly string[] } {
  const { database, close, notices } = openDatabase(folder)
  expect(notices).toEqual([])
  const reader = new HistoryReader(database)
  const texts = reader.list(9, 0).map(({ id }) => reader.open(id).messages.at(-1)?.text ?? '')
  close()
  return { texts, files: readdirSync(folder).filter((name) => name.includes('-run-')) }
}

describe('the log of a run', () => {
  it('is what a read finds of an answer that is being made, and goes when its content is stored', async () => {
    const { answer: { id, runId }, conversation } = await begun('Hel', 'lo')
    expect(textOf(id)).toBe('Hello')
    expect(scratch.reader.open(conversation.id).messages.at(-1)).toMatchObject({ text: 'Hello' })
    expect(piecesIn()).toBe(0)
    expect(statSync(logOf(runId)).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0)
    scratch.writer.end(runId, endedWith('Hello'))
    expect(textOf(id)).toBe('Hello')
    await logs.remove(runId)
    expect(existsSync(logOf(runId))).toBe(false)
    expect(textOf(id)).toBe('Hello')
  })

  it('can be read to its end by who looked while the run went on, though it has gone', async () => {
    const { answer: { id, runId } } = await begun('still ', 'there')
    const text = scratch.readable.liveSnapshot(() => {
      // The moment of the snapshot begins with its first question.
      scratch.readable.reported('select report(count(*)) from answer')
      scratch.writer.end(runId, endedWith('still there'))
      rmSync(logOf(runId))
      return textOf(id)
    })
    expect(text).toBe('still there')
  })

  it('takes every line after the one before, whoever waits for which', async () => {
    const { answer: { id, runId } } = await begun()
    await Promise.all(Array.from({ length: 300 }, (_, seq) => logs.append(runId, saying(runId, seq, `${String(seq)} `))))
    expect(textOf(id).trim().split(' ')).toEqual(Array.from({ length: 300 }, (_, seq) => String(seq)))
  })

  it('keeps what JavaScript takes for the end of a line and JSON does not', async () => {
    const text = 'one\u2028two\u2029three\r\nfour\u0085'
    const { answer: { id } } = await begun(text)
    expect(textOf(id)).toBe(text)
  })

  it('does not say twice what the table has already', async () => {
    const { answer: { id, runId } } = await begun('Hel', 'lo')
    scratch.writer.append([{ runId, frames: saying(runId, 0, 'Hel') }])
    expect(textOf(id)).toBe('Hello')
  })

  it('is one line a tick, as long at the end of a long answer as at its beginning, and nothing in the database', async () => {
    const { answer: { runId } } = await begun()
    const before = statSync(`${scratch.file}-wal`).size
    const bytesOf = (): number => statSync(logOf(runId)).size
    const sizes: number[] = []
    for (let seq = 10_000; seq < 15_000; seq++) {
      await logs.append(runId, saying(runId, seq, ' token'))
      if (seq % 1_000 === 999) sizes.push(bytesOf())
    }
    expect(readFileSync(logOf(runId), 'utf8').split('\n')).toHaveLength(5_001)
    expect(sizes.map((size, at) => size - (sizes[at - 1] ?? 0))).toEqual(Array.from(sizes, () => sizes[0]))
    expect(statSync(`${scratch.file}-wal`).size).toBe(before)
  })

  it('takes no figures in which only time went on', async () => {
    const { answer: { runId } } = await begun()
    await logs.append(runId, framesOf(runId, 0, { type: 'run-usage', stats: STATS }))
    expect(existsSync(logOf(runId))).toBe(false)
  })

  it('takes no line once it is being closed', async () => {
    const { answer: { id, runId } } = await begun('The')
    const closed = logs.close()
    await expect(logs.append(runId, saying(runId, 1, ' moon'))).rejects.toThrow('the log of the run was closed')
    await closed
    expect(textOf(id)).toBe('The')
  })

  it('can be closed twice while a line is being written', async () => {
    const { answer: { id, runId } } = await begun('The')
    const written = logs.append(runId, saying(runId, 1, ' moon'))
    await Promise.all([logs.close(), logs.close(), written])
    expect(textOf(id)).toBe('The moon')
  })

  it('says why where it cannot be written', async () => {
    const nowhere = new RunLogs(join(scratch.file, 'no folder', 'history.db'))
    const { answer: { runId } } = await begun()
    await expect(nowhere.append(runId, saying(runId, 0, 'x'))).rejects.toMatchObject({ fault: { kind: 'disk_read_only' } })
    await nowhere.close()
  })
})

describe('what a kill has left', () => {
  it('is taken into the database at the next start, each time it is left', async () => {
    const { answer: { runId } } = await begun('shown ', 'before')
    const folder = killed()
    const left = readFileSync(logOf(runId))
    expect(answersIn(folder)).toEqual({ texts: ['shown before'], files: [] })
    // As a kill leaves it between the commit and the removal.
    writeFileSync(logOf(runId, join(folder, 'history.db')), left)
    expect(answersIn(folder)).toEqual({ texts: ['shown before'], files: [] })
    rmSync(folder, { recursive: true })
  })

  it('is read up to the line that was cut, and past what is no line', async () => {
    const { answer: { runId } } = await begun('whole ')
    appendFileSync(logOf(runId), `\0\0\0\n1 [{"type":"text-delta","text":"lines"}]\n2 [{"type":"text-del`)
    const folder = killed()
    expect(answersIn(folder).texts).toEqual(['whole lines'])
    rmSync(folder, { recursive: true })
  })

  it('changes nothing of an answer that had ended', async () => {
    const { answer: { runId } } = await begun('Hel', 'lo')
    scratch.writer.end(runId, endedWith('Hello'))
    const folder = killed()
    expect(answersIn(folder)).toEqual({ texts: ['Hello'], files: [] })
    rmSync(folder, { recursive: true })
  })

  it('stays where it is while its answer is not known, as long as the trash keeps things', async () => {
    const { answer: { runId } } = await begun('shown')
    const folder = killed()
    const stranger = 'of-another-history' as RunId
    const log = logOf(stranger, join(folder, 'history.db'))
    cpSync(logOf(runId), log)
    expect(answersIn(folder)).toEqual({ texts: ['shown'], files: [`history.db-run-${stranger}`] })
    const longAgoS = (Date.now() - TRASH_KEEPS_MS) / 1_000 - 1
    utimesSync(log, longAgoS, longAgoS)
    expect(answersIn(folder).files).toEqual([])
    rmSync(folder, { recursive: true })
  })

  it('goes with its conversation when that was removed for good and a kill came before the end of the run', async () => {
    const { conversation, answer } = await begun()
    const { id: messageId, conversationId, runId, model } = answer
    await logs.append(runId, framesOf(runId, 0, { type: 'run-start', conversationId, messageId, model }))
    await logs.append(runId, saying(runId, 1, 'xylophone'))
    const places = new PlaceWriter(scratch.writable)
    places.delete([conversation.id])
    places.purge([conversation.id])
    const folder = killed()
    expect(readdirSync(folder).some((name) => name.includes('-run-'))).toBe(true)
    expect(answersIn(folder)).toEqual({ texts: [], files: [] })
    rmSync(folder, { recursive: true })
  })

  it('is in what is rebuilt of a damaged database, and lies beside the damaged one', async () => {
    const { answer: { runId } } = await begun('shown ', 'before')
    scratch.writable.script('pragma wal_checkpoint(truncate)')
    const folder = killed()
    const file = join(folder, 'history.db')
    const bytes = readFileSync(file)
    // The list of tables, behind the header.
    writeFileSync(file, bytes.fill(0, 100, 4_096))
    const { setAside } = replaceDamaged(file, { kind: 'database_unreadable', message: '' })
    expect(existsSync(logOf(runId, setAside ?? ''))).toBe(true)
    expect(answersIn(folder).texts).toEqual(['shown before'])
    rmSync(folder, { recursive: true })
  })
})

it('is in a backup that is made while the answer is', async () => {
  await begun('shown ', 'so far')
  const threads = await bundleThreads()
  expect(await new Backups({ history: scratch.file, threads }).keep()).toEqual({ state: 'made' })
  const backup = openReadable(backupsOf(scratch.file)[0]?.file ?? '')
  const reader = new HistoryReader(backup)
  expect(reader.list(1, 0).map(({ id }) => reader.open(id).messages.at(-1)?.text)).toEqual(['shown so far'])
  backup.close()
  rmSync(threads, { recursive: true })
})

it('is in what is shown of a history that cannot be written to', async () => {
  await begun('shown ', 'so far')
  const database = openUnsaved(scratch.file)
  const reader = new HistoryReader(database)
  expect(reader.list(1, 0).map(({ id }) => reader.open(id).messages.at(-1)?.text)).toEqual(['shown so far'])
  database.close()
})
