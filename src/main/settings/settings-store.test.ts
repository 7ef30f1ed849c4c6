import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import type { SettingsChange } from '../../shared/domain/settings'
import { faultOf } from '../fault-error'
import { defaultSettings, demoProvider, plainProvider } from './default-settings'
import { openSettings } from './settings-store'

// electron-store asks Electron only for folders, and is given one here.
vi.mock('electron', () => ({ default: {} }))

const now = () => new Date('2026-11-22T08:04:29.123Z')
const megallm: Provider = {
  ...plainProvider,
  id: '0199d0aa-1111-7000-8000-000000000001' as ProviderId,
  preset: 'megallm',
  name: 'MegaLLM',
  baseUrl: 'https://ai.megallm.io/v1',
  keySource: { kind: 'environment', variable: 'MEGALLM_KEY' },
  model: 'gpt-5',
  headers: [{ name: 'x-team', value: 'one' }],
  quirks: { noStreamOptions: true }
}
const place = { bounds: { x: -10, y: 20, width: 1280, height: 800 }, maximized: true }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rill-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'settings.json')
const open = () => openSettings({ folder, now })
const onDisk = (): unknown => JSON.parse(readFileSync(path(), 'utf8'))
const put = (content: unknown) =>
  writeFileSync(path(), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))

describe('a first start', () => {
  it('has the defaults and the Demo provider, and writes nothing until something changes', () => {
    const { store, notices } = open()
    expect(notices).toEqual([])
    expect(store.get()).toEqual(defaultSettings)
    expect(store.providers()).toEqual([demoProvider])
    expect(store.windowPlace('main')).toBeNull()
    store.putProvider({ ...demoProvider, baseUrl: 'http://127.0.0.1:40123/v1' })
    store.change({ theme: 'system' })
    expect(store.providers()[0]?.baseUrl).toBe('http://127.0.0.1:40123/v1')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('what is changed', () => {
  it('is there after a restart', () => {
    const change: SettingsChange = { theme: 'dark', flush: { mode: 'chunks', chunks: 10, ms: 100 }, maxRetries: 0 }
    const first = open().store
    expect(first.change(change)).toEqual({ ...defaultSettings, ...change })
    first.putProvider(megallm)
    first.putProvider({ ...megallm, name: 'Mega', quirks: {} })
    first.putWindowPlace('main', place)
    const { store, notices } = open()
    expect(notices).toEqual([])
    expect(store.get()).toEqual({ ...defaultSettings, ...change })
    expect(store.providers()).toEqual([demoProvider, { ...megallm, name: 'Mega', quirks: {} }])
    expect(store.windowPlace('main')).toEqual(place)
    if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600)
  })

  it('is told to listeners until they leave', () => {
    const { store } = open()
    const heard: string[] = []
    const leave = store.onChange((settings) => heard.push(settings.theme))
    store.change({ theme: 'dark' })
    store.change({ theme: 'dark' })
    leave()
    store.change({ theme: 'light' })
    expect(heard).toEqual(['dark'])
  })

  it('keeps the address of the Demo provider out of the file', () => {
    const { store } = open()
    store.putProvider({ ...demoProvider, baseUrl: 'http://127.0.0.1:40123/v1', temperature: 0.5 })
    expect(readFileSync(path(), 'utf8')).not.toContain('40123')
    expect(open().store.providers()).toEqual([{ ...demoProvider, temperature: 0.5 }])
  })

  it('chooses Demo when the chosen provider is removed, and Demo stays', () => {
    const { store } = open()
    store.putProvider(megallm)
    store.change({ chosenProviderId: megallm.id })
    store.removeProvider(megallm.id)
    store.removeProvider(megallm.id)
    store.removeProvider(demoProvider.id)
    expect(store.get().chosenProviderId).toBe(demoProvider.id)
    expect(open().store.providers()).toEqual([demoProvider])
  })

  it.each<[string, Record<string, unknown>]>([
    ['a wrong value', { maxRetries: 11 }],
    ['an unknown name', { colour: 'red' }],
    ['a name every object has', { toString: 1 }]
  ])('is refused whole when it has %s', (_what, junk) => {
    const { store } = open()
    const change: SettingsChange = { theme: 'dark', ...junk }
    expect(kindOf(() => store.change(change))).toBe('bad_ask')
    expect(kindOf(() => store.putProvider({ ...megallm, name: '' }))).toBe('bad_ask')
    store.putWindowPlace('main', { ...place, bounds: { ...place.bounds, width: Number.NaN } })
    expect(store.get()).toEqual(defaultSettings)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a file that cannot be read', () => {
  it.each<[string, string | Buffer]>([
    ['truncated', '{"version":1,"settings":{"theme":"dark"'],
    ['empty', ''],
    ['binary', Buffer.from([0, 255, 254, 1, 2, 3])],
    ['a list', '[1,2]'],
    ['null', 'null']
  ])('is set aside when it is %s', (_what, content) => {
    put(content)
    const { store, notices } = open()
    const setAside = join(folder, 'settings.unreadable-2026-11-22-080429.json')
    expect(notices).toEqual([{ fault: { kind: 'settings_unreadable', message: expect.any(String) }, setAside }])
    expect(readFileSync(setAside)).toEqual(Buffer.from(content))
    expect(store.get()).toEqual(defaultSettings)
    store.change({ theme: 'light' })
    expect(open()).toMatchObject({ notices: [] })
    expect(open().store.get().theme).toBe('light')
  })

  it('never takes the place of one set aside before, and quotes nothing of it', () => {
    put('{ "x-api-key": broken-secret }')
    open()
    put('second')
    const { notices } = open()
    expect(notices[0]?.setAside).toBe(join(folder, 'settings.unreadable-2026-11-22-080429-2.json'))
    expect(readdirSync(folder)).toHaveLength(2)
    expect(JSON.stringify(notices)).not.toContain('second')
  })

  it('may begin with a byte order mark', () => {
    put('\ufeff{"version":1,"settings":{"theme":"dark"}}')
    const { store, notices } = open()
    expect(notices).toEqual([])
    store.change({ sidebarOpen: false })
    expect(open().store.get()).toEqual({ ...defaultSettings, theme: 'dark', sidebarOpen: false })
  })

  it('is moved away even when it is a folder', () => {
    mkdirSync(path())
    const { store, notices } = open()
    expect(notices).toHaveLength(1)
    store.change({ theme: 'dark' })
    expect(open().store.get().theme).toBe('dark')
  })
})

describe('a file with something wrong in it', () => {
  it('loses only that, after a copy of it was made', () => {
    const junk = { ...megallm, id: 'b', limits: { connectMs: -1 }, keySource: { kind: 'magic' } }
    const settings = { theme: 'sepia', sendKey: 'mod-enter', maxRetries: '3', unknown: [1] }
    put({ version: 1, settings, providers: [megallm, junk, { name: 'no id' }, megallm, 7], windows: { main: 'big' } })
    const before = readFileSync(path(), 'utf8')
    const { store, notices } = open()
    expect(store.get()).toEqual({ ...defaultSettings, sendKey: 'mod-enter' })
    const mended = { ...megallm, id: 'b', limits: plainProvider.limits, keySource: { kind: 'none' } }
    expect(store.providers()).toEqual([demoProvider, megallm, mended])
    expect(notices).toHaveLength(1)
    expect(notices[0]?.fault.message).toBe(
      'Defaults stand in for: settings.theme, settings.maxRetries, providers.1.keySource, providers.1.limits, ' +
        'providers.2, providers.3, providers.4'
    )
    expect(readFileSync(notices[0]?.setAside ?? '', 'utf8')).toBe(before)
    expect(onDisk()).toMatchObject({ settings: { sendKey: 'mod-enter', unknown: [1] } })
    expect(open().notices).toEqual([])
  })

  it.each<[string, unknown]>([
    ['settings', { version: 1, settings: 'dark' }],
    ['providers', { version: 1, providers: { a: 1 } }]
  ])('falls back where %s are of another kind altogether', (name, content) => {
    put(content)
    const { store, notices } = open()
    expect(store.get()).toEqual(defaultSettings)
    expect(store.providers()).toEqual([demoProvider])
    expect(notices[0]?.fault.message).toBe(`Defaults stand in for: ${name}`)
  })

  it('chooses Demo where the chosen provider is gone', () => {
    put({ version: 1, settings: { chosenProviderId: 'gone' } })
    const { store, notices } = open()
    expect(store.get().chosenProviderId).toBe(demoProvider.id)
    expect(notices).toEqual([])
  })
})

describe('versions', () => {
  it('takes over a file without a version', () => {
    put({ theme: 'dark', maxRetries: 1, providers: [megallm] })
    const { store, notices } = open()
    expect(notices).toEqual([])
    expect(store.get()).toEqual({ ...defaultSettings, theme: 'dark', maxRetries: 1 })
    expect(store.providers()).toEqual([demoProvider, megallm])
    store.change({ sidebarOpen: false })
    expect(onDisk()).toMatchObject({ version: 1, settings: { theme: 'dark', maxRetries: 1, sidebarOpen: false } })
    expect(onDisk()).not.toHaveProperty('theme')
  })

  it('keeps what a newer version has written and this one does not understand', () => {
    const newer = { ...megallm, keySource: { kind: 'passkey', slot: 2 }, colour: 'green' }
    const settings = { theme: 'sepia', language: 'en', font: 'serif' }
    put({ version: 7, settings, providers: [newer], plugins: ['a'] })
    const { store, notices } = open()
    expect(notices).toEqual([])
    expect(store.get()).toEqual({ ...defaultSettings, language: 'en' })
    const [, read] = store.providers()
    if (read) store.putProvider({ ...read, model: 'gpt-6' })
    store.change({ sidebarOpen: false })
    expect(onDisk()).toEqual({
      version: 7,
      settings: { ...settings, sidebarOpen: false },
      providers: [{ ...newer, model: 'gpt-6' }],
      plugins: ['a']
    })
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })
})

describe('a disk that does not take it', () => {
  it('holds the change in memory, says so each time, and writes it once it can', () => {
    const below = join(folder, 'a-file-where-a-folder-is-expected')
    writeFileSync(below, '')
    const { store, notices } = openSettings({ folder: below, now })
    expect(notices).toMatchObject([{ fault: { kind: 'settings_unreadable' }, setAside: null }])
    const heard: string[] = []
    store.onChange((settings) => heard.push(settings.theme))
    store.putProvider({ ...demoProvider, baseUrl: 'http://127.0.0.1:40123/v1' })
    store.putWindowPlace('main', place)
    expect(kindOf(() => store.change({ theme: 'dark' }))).toBe('disk_read_only')
    expect(kindOf(() => store.change({ theme: 'dark' }))).toBe('disk_read_only')
    expect(heard).toEqual(['dark'])
    expect(store.get().theme).toBe('dark')
    rmSync(below)
    store.change({ theme: 'dark' })
    expect(openSettings({ folder: below, now }).store.get().theme).toBe('dark')
  })

  it('keeps the last whole file when the disk is full', ({ skip }) => {
    const small = join(folder, 'small')
    mkdirSync(small)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]).status === 0
    if (!mounted) {
      console.warn('skipped: a full disk, for want of the right to mount a small one')
      skip()
    }
    try {
      const { store } = openSettings({ folder: small, now })
      store.change({ continueWording: 'a'.repeat(2_000) })
      store.putProvider({ ...megallm, baseUrl: 'b'.repeat(2_000) })
      const whole = readFileSync(join(small, 'settings.json'), 'utf8')
      fillButOnePage(small)
      expect(kindOf(() => store.putProvider({ ...megallm, baseUrl: 'c'.repeat(2_000) }))).toBe('disk_full')
      expect(readFileSync(join(small, 'settings.json'), 'utf8')).toBe(whole)
      rmSync(join(small, 'filling'))
      store.change({ theme: 'dark' })
      expect(openSettings({ folder: small, now }).store.providers()[1]?.baseUrl).toBe('c'.repeat(2_000))
    } finally {
      spawnSync('umount', [small])
    }
  })
})

/** With one page left, a write of two pages is taken in part and without an error. */
function fillButOnePage(at: string): void {
  const filling = join(at, 'filling')
  const pageBytes = 4_096
  for (let pages = 16; pages > 0; pages--) {
    try {
      writeFileSync(filling, Buffer.alloc(pages * pageBytes))
      writeFileSync(filling, Buffer.alloc((pages - 1) * pageBytes))
      return
    } catch (error) {
      if (pages === 1) throw error
    }
  }
}

function kindOf(call: () => unknown): string {
  try {
    call()
    return 'no fault'
  } catch (error) {
    return faultOf(error).kind
  }
}
