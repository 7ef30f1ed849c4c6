import type fs from 'node:fs'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { pieceOf } from './fold-pieces'
import { logFile, logLine } from './logged-pieces'
import { RunLogs } from './run-logs'
import { firstTurn, saying } from './sample-turns'
import { scratchFolder } from './scratch-database'

/** As a disk may do that takes only a few bytes of each write: the real ones take all of it or say why not. */
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  type Done = (error: Error | null, written: number) => void
  const write = (descriptor: number, what: string | Buffer, ...rest: unknown[]): void => {
    const done = rest.at(-1) as Done
    const [bytes, at] =
      typeof what === 'string' ? [Buffer.from(what), rest[0]] : [what.subarray(Number(rest[0]), Number(rest[0]) + Number(rest[1])), rest[2]]
    real.write(descriptor, bytes, 0, Math.min(5, bytes.length), Number(at), done)
  }
  return { ...real, write }
})

it('writes what a disk left over, also when it cut a character in two', async () => {
  const folder = scratchFolder()
  const database = join(folder, 'history.db')
  const logs = new RunLogs(database)
  const { runId } = firstTurn().answer
  const said = ['一点一点流到眼前。', ' and on', '\u{1f600}'].map((text, seq) => saying(runId, seq, text))
  for (const frames of said) await logs.append(runId, frames)
  await logs.close()
  const lines = said.map((frames, seq) => logLine(seq, pieceOf(frames) ?? ''))
  expect(readFileSync(logFile(database, runId), 'utf8')).toBe(lines.join(''))
  await rm(folder, { recursive: true })
})
