import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLoginItem, type LoginItemOptions } from './login-item'

let home = ''
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'rill-home-'))))
afterEach(() => rmSync(home, { recursive: true }))

const told: boolean[] = []
const on = (platform: NodeJS.Platform, more: Partial<LoginItemOptions> = {}): LoginItemOptions => ({
  platform,
  env: {},
  home,
  command: ['/opt/My Apps/rill'],
  tellSystem: (open) => told.push(open),
  ...more
})

describe('setLoginItem', () => {
  it('writes an entry of the desktop on Linux and takes it away again', () => {
    const file = join(home, '.config/autostart/rill.desktop')
    setLoginItem(true, on('linux'))
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/My Apps/rill" --background\n')
    setLoginItem(false, on('linux'))
    setLoginItem(false, on('linux'))
    expect(existsSync(file)).toBe(false)
  })

  it('follows the folder that the desktop names, and writes odd paths so that they stay one word', () => {
    const env = { XDG_CONFIG_HOME: join(home, 'elsewhere') }
    setLoginItem(true, on('linux', { env, command: ['/opt/50%/"a"$b'] }))
    const text = readFileSync(join(home, 'elsewhere/autostart/rill.desktop'), 'utf8')
    expect(text).toContain(String.raw`Exec="/opt/50%%/\\"a\\"\\$b" --background`)
  })

  it.each(['darwin', 'win32'] as const)('tells %s itself', (platform) => {
    told.length = 0
    setLoginItem(true, on(platform))
    expect(told).toEqual([true])
    expect(existsSync(join(home, '.config'))).toBe(false)
  })
})
