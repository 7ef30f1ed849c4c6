import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const SOURCES = join(import.meta.dirname, '../../src/renderer/src')

/** The names under which this component has icons. */
function iconsOf(source: string): readonly string[] {
  return [...source.matchAll(/^\s*import (\w+) from '@lucide\/svelte\/icons\//gm)].map(([, name]) => name ?? '')
}

it('no icon is given properties: the build turns them into markup that takes none', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'))
  expect(files.length).toBeGreaterThan(50)
  for (const file of files) {
    const source = readFileSync(join(SOURCES, file), 'utf8')
    for (const name of iconsOf(source)) expect(source, file).not.toMatch(new RegExp(`<${name}\\s+[^/>]`))
  }
})
