import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationId } from '../../shared/domain/ids'
import { NotKept } from './not-kept'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rill-not-kept-'))))
afterEach(() => rmSync(folder, { recursive: true }))
const file = (): string => join(folder, 'not-kept.json')

describe('NotKept', () => {
  it('is remembered by the next start until it is taken out', () => {
    const first = new NotKept(file())
    first.add('a' as ConversationId)
    first.add('b' as ConversationId)
    first.remove('a' as ConversationId)
    expect(new NotKept(file()).ids).toEqual(['b'])
    first.remove('b' as ConversationId)
    expect(existsSync(file())).toBe(false)
  })

  it.each(['', '{', '"a"', '[1, null, ""]', '{"a":1}'])('a file with %s names nothing', (text) => {
    writeFileSync(file(), text)
    expect(new NotKept(file()).ids).toEqual([])
  })

  it('says when it cannot be written', () => {
    const nowhere = new NotKept(join(folder, 'missing', 'not-kept.json'))
    expect(() => nowhere.add('a' as ConversationId)).toThrow(/ENOENT/)
    // The person was told that it is kept.
    expect(nowhere.ids).toEqual([])
  })

  it('goes on naming what it could not take out', () => {
    const notKept = new NotKept(file())
    notKept.add('a' as ConversationId)
    notKept.add('b' as ConversationId)
    mkdirSync(`${file()}.new`)
    expect(() => notKept.remove('a' as ConversationId)).toThrow(/EISDIR/)
    expect([...notKept.ids].sort()).toEqual(['a', 'b'])
  })
})
