import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'

const ROOT = resolve(import.meta.dirname, '../..')
const LIMIT_MS = 80_000
/** A namespace of its own begins with a loopback that is down, and with nothing else. */
const ALONE = 'ip link set lo up && exec "$@"'
const UNSHARE = ['--map-root-user', '--net', 'sh', '-c', ALONE, 'sh']

test('a history lives without a network: imported, searched, forked, gone on with, taken out', () => {
  const tried = spawnSync('unshare', [...UNSHARE, 'true'], { encoding: 'utf8' })
  test.skip(tried.status !== 0, `no network namespace here: ${(tried.error?.message ?? tried.stderr).trim()}`)
  const playwright = [process.execPath, resolve(ROOT, 'node_modules/@playwright/test/cli.js'), 'test']
  const command = [...UNSHARE, ...playwright, '--config', 'playwright.no-network.config.ts']
  const { status, stdout, stderr } = spawnSync('unshare', command, { cwd: ROOT, encoding: 'utf8', timeout: LIMIT_MS })
  expect(status, `${stdout}\n${stderr}`).toBe(0)
})
