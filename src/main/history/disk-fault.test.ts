import { expect, it } from 'vitest'
import { faultError } from '../fault-error'
import { diskFault } from './disk-fault'

const sqlite = (errcode: number): Error => Object.assign(new Error('words of SQLite'), { errcode })
const file = (code: string): Error => Object.assign(new Error('words of the system'), { code })

it.each([
  [sqlite(8), 'disk_read_only'],
  [sqlite(1032), 'disk_read_only'],
  [sqlite(14), 'disk_read_only'],
  [sqlite(13), 'disk_full'],
  [sqlite(11), 'database_damaged'],
  [sqlite(267), 'database_damaged'],
  [sqlite(26), 'database_damaged'],
  [sqlite(522), 'database_damaged'],
  [sqlite(787), 'gone'],
  [sqlite(1555), 'internal'],
  [sqlite(10), 'internal'],
  [sqlite(4874), 'disk_full'],
  [file('ENOSPC'), 'disk_full'],
  [file('EROFS'), 'disk_read_only'],
  [file('EACCES'), 'disk_read_only'],
  [file('EMFILE'), 'internal'],
  [faultError('gone', 'x'), 'gone'],
  ['thrown text', 'internal']
])('%s is %s', (error, kind) => {
  expect(diskFault(error).fault.kind).toBe(kind)
})

it('repeats no words of an error that may quote what it choked on', () => {
  const secret = 'my secret prompt'
  for (const error of [new SyntaxError(`Unexpected token in "${secret}"`), new TypeError(secret), secret]) {
    expect(JSON.stringify(diskFault(error).fault)).not.toContain(secret)
  }
})
