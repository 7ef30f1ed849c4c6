import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { firstLook } from './first-look'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rill-look-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const bounds = { x: -10, y: 20, width: 900, height: 600 }
const put = (text: string) => writeFileSync(join(folder, 'settings.json'), text)

it('reads the theme and the place of the main window', () => {
  put(`\ufeff${JSON.stringify({ settings: { theme: 'dark' }, windows: { main: { bounds, maximized: true } } })}`)
  const look = firstLook(folder)
  expect([look.theme, look.place('main')]).toEqual(['dark', { bounds, maximized: true }])
  expect(look.place('main 800x600+0+0')).toBeNull()
})

it.each([
  ['no file', null],
  ['no JSON', '{'],
  ['no object', '"dark"'],
  ['nothing in it', '{}'],
  ['another theme', '{"settings":{"theme":"pink"},"windows":7}'],
  ['half a place', '{"windows":{"main":{"bounds":{"x":1,"y":2,"width":3}}}}'],
  ['a place without a size', JSON.stringify({ windows: { main: { bounds: { ...bounds, width: 0 } } } })],
  ['a place between two pixels', JSON.stringify({ windows: { main: { bounds: { ...bounds, x: 0.5 } } } })],
  ['a place beyond all screens', JSON.stringify({ windows: { main: { bounds: { ...bounds, y: 1e9 } } } })]
])('takes the defaults for %s', (_name, text) => {
  if (text !== null) put(text)
  const look = firstLook(folder)
  expect([look.theme, look.place('main')]).toEqual(['system', null])
})
