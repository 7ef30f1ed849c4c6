import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from './app.fixture'

const BUILT = resolve(import.meta.dirname, '../../out')

/** A single other character has the engine keep two bytes for each one of its script. */
test('the scripts of the program are plain ASCII', () => {
  const scripts = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.c?js$/.test(file))
  expect(scripts.length).toBeGreaterThan(20)
  const isOther = (file: string): boolean => readFileSync(join(BUILT, file)).some((byte) => byte > 0x7f)
  expect(scripts.filter(isOther)).toEqual([])
})

test('neither a start nor an answer has Node load its fetch', async ({ app, rill }) => {
  await rill.ask('Why are there tides?')
  await rill.finished()
  const loaded = await app.electron.evaluate(() => Reflect.get(process, 'moduleLoadList') as readonly string[])
  expect(loaded).toContain('NativeModule fs')
  expect(loaded.filter((name) => name.includes('undici'))).toEqual([])
})
