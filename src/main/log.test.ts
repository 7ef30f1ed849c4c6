import electronLog from 'electron-log/node'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from './log'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rill-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fileNamed = (name: string) => join(folder, 'logs', name)
const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line): unknown => JSON.parse(line))

describe('log', () => {
  it('writes one line of JSON per event and makes the folder', () => {
    const file = fileNamed('one.log')
    const log = createLog({ file })
    log.info('app-started', { version: '0.1.0', second: true, windows: 1, none: null })
    log.warn('a %c style %s and a\nline break')
    log.error('run-failed', { fault: { kind: 'rate_limit', message: 'slow down', httpStatus: 429, retryAfterMs: 2000 } })
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
    expect(linesOf(file)).toEqual([
      { at, level: 'info', event: 'app-started', version: '0.1.0', second: true, windows: 1, none: null },
      { at, level: 'warn', event: 'a %c style %s and a\nline break' },
      { at, level: 'error', event: 'run-failed', fault: { kind: 'rate_limit', httpStatus: 429, retryAfterMs: 2000 } }
    ])
  })

  it('keeps a fault\'s words only where they are the app\'s own', () => {
    const file = fileNamed('faults.log')
    const log = createLog({ file })
    log.error('a', { fault: { kind: 'bad_request', message: 'your question "my secret diary" is too long' } })
    log.error('b', { fault: { kind: 'internal', message: 'Unexpected token in "my secret diary"' } })
    log.error('c', { fault: { kind: 'disk_full', message: 'ENOSPC: no space left on device' } })
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('diary')
    expect(text).toContain('ENOSPC')
  })

  it('masks by name and by looks, in values and in events', () => {
    const file = fileNamed('masked.log')
    const log = createLog({ file })
    const secret = 'sk-proj-Zx81pQ7vLm20aBcD'
    log.info(`with ${secret}`, { apiKey: 'short', authorization: 'x', reason: `sent Bearer ${secret}`, at: 'fake' })
    log.warn('b', { fault: { kind: 'keychain_refused', message: `could not keep ${secret}` } })
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/Zx81|short|"fake"/)
  })

  it('bounds a value and survives one that cannot be written', () => {
    const file = fileNamed('bounded.log')
    createLog({ file }).info('long', { text: 'word '.repeat(10_000) })
    expect(statSync(file).size).toBeLessThan(1_000)
    electronLog.transports.console.writeFn = () => undefined
    createLog({ file: join(file, 'below-a-file.log') }).info('nowhere')
  })

  it('starts a new file after some megabytes and keeps one old one, readable by its owner alone', () => {
    const file = fileNamed('big.log')
    const log = createLog({ file })
    const text = 'word '.repeat(90)
    for (let count = 0; count < 9_500; count++) log.info('filling', { text })
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['big.log', 'big.old.log'])
    expect(statSync(file).size).toBeLessThan(2.1 * 1024 * 1024)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('writes nothing without a file', () => {
    const said = vi.spyOn(console, 'log')
    createLog({ file: null }).error('nothing')
    expect(said).not.toHaveBeenCalled()
    expect(readdirSync(folder)).toEqual([])
  })
})
