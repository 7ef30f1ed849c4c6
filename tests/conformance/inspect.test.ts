import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { inspectCommand } from '../../src/main/cli/inspect-command'
import { bytesOf, inspectCases, inspectProblems, type InspectCase, type PrintedEvent } from './inspect-case'

const MAX_OUTPUT_BYTES = 64 << 20

let folder: string
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rill-inspect-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function written(one: InspectCase): Promise<string> {
  const file = join(folder, `${files++}.sse`)
  await writeFile(file, bytesOf(one))
  return file
}

function eventsIn(output: string): PrintedEvent[] {
  return output.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as PrintedEvent)
}

async function inspected(args: readonly string[]): Promise<{ code: number; stdout: string }> {
  let stdout = ''
  const terminal = {
    out: (text: string) => void (stdout += text),
    err: () => undefined,
    outIsScreen: false,
    env: {},
    stop: new AbortController().signal
  }
  const code = await inspectCommand(args, terminal)
  return { code, stdout }
}

/** One byte at a time is what breaks decoders; for the large streams the size the case itself gives. */
const chunkSizes = (one: InspectCase): number[] => (one.generate ? [one.generate.chunkSize] : [1, 3, 65_536])

describe('inspect', () => {
  it.for(inspectCases())('$name', async (one) => {
    const file = await written(one)
    for (const size of chunkSizes(one)) {
      const { code, stdout } = await inspected([file, '--chunk-bytes', String(size), '--json'])
      const problems = inspectProblems(one, eventsIn(stdout))
      expect(code).toBe(0)
      // Accepted, but only where the case names the deviation.
      if (one.knownDeviation === undefined) expect(problems, `${size} bytes at a time`).toEqual([])
    }
  })

  it('prints the same as a command of its own', async () => {
    const [node = '', cli = ''] = inject('nodeCommand')
    for (const one of inspectCases().filter((some) => !some.generate).slice(0, 5)) {
      const args = [cli, 'inspect', await written(one), '--chunk-bytes', '1', '--json']
      const { stdout } = await promisify(execFile)(node, args, { maxBuffer: MAX_OUTPUT_BYTES })
      expect(inspectProblems(one, eventsIn(stdout))).toEqual([])
    }
  })

  it('tells wrong usage from a file it cannot read only in words', async () => {
    expect((await inspected([])).code).toBe(2)
    expect((await inspected([join(folder, 'absent.sse')])).code).toBe(2)
    expect((await inspected([await written({ name: '', input: '', expected: [] }), '--chunk-bytes', '0'])).code).toBe(2)
  })
})
