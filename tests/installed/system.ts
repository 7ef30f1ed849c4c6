import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const INSTALL_LIMIT_MS = 120_000

/** Someone without rights of their own, as most people are who start a program. */
export const PERSON = 'rill-tester'
export const HOME = '/tmp/rill-tester-home'
/** Where the program keeps what is the person's. */
export const DATA = join(HOME, '.config/Rill')

export async function makePerson(): Promise<void> {
  await removePerson()
  await run('useradd', ['--create-home', '--home-dir', HOME, '--shell', '/bin/sh', PERSON])
}

export async function removePerson(): Promise<void> {
  // There is none, the first time.
  await run('userdel', [PERSON]).catch(() => undefined)
  await rm(HOME, { recursive: true, force: true })
}

export async function install(deb: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const args = ['install', '-y', '--no-install-recommends', deb]
  await run('apt-get', args, { env, timeout: INSTALL_LIMIT_MS })
}

/** As a person who wants nothing of it to stay; what is in their home is theirs. */
export async function uninstall(): Promise<void> {
  await run('apt-get', ['purge', '-y', 'rill'], { timeout: INSTALL_LIMIT_MS })
}

/** Null when no package of that name is installed. */
export async function installedVersion(): Promise<string | null> {
  try {
    const { stdout } = await run('dpkg-query', ['-W', '-f', '${Version} ${db:Status-Status}', 'rill'])
    const [version, status] = stdout.split(' ')
    return status === 'installed' && version !== undefined ? version : null
  } catch {
    return null
  }
}
