import { describe, expect, it } from 'vitest'
import { temporaryName } from './export/output-file'
import { fileNameOf } from './file-name'

/** What the usual file systems take, in bytes. */
const MOST_BYTES = 255

const bytes = (name: string): number => Buffer.byteLength(name)

describe('fileNameOf', () => {
  const day = new Date(2026, 0, 31)

  it('takes out what no file system takes', () => {
    expect(fileNameOf('..\u202ea/b\\c:"d"\n', day)).toBe('a b c d 2026-01-31')
  })

  it.each(['对话', '🎈', 'a', 'é'])('leaves room for an ending and a hidden name when a title is long: %s', (word) => {
    const name = `${fileNameOf(word.repeat(300), day)}.jsonl`
    expect(name.startsWith(word)).toBe(true)
    expect(name).not.toContain('\ufffd')
    expect(bytes(temporaryName(name))).toBeLessThanOrEqual(MOST_BYTES)
  })
})

it('a file of the longest name is written beside its place', () => {
  expect(bytes(temporaryName('长'.repeat(83)))).toBeLessThanOrEqual(MOST_BYTES)
})
