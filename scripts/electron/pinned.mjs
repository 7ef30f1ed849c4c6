import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { run } from '../set-up/progress.mjs'

const ROOT = resolve(import.meta.dirname, '../..')
const PACKAGE = join(ROOT, 'node_modules/electron')
/** A download of 110 MB at 2 Mbit/s takes about seven minutes. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000
/** A host that could not be reached is not asked again on every start. */
const ASK_AGAIN_AFTER_MS = 24 * 60 * 60_000
const UNREACHED = join(ROOT, '.cache/electron-unreached')

/** The version of Electron that the lock file pins. */
export const PINNED_VERSION = lockedVersion()

/** Resolves with the executable's path, or with the problem when the release host does not give it. */
export async function pinnedElectron({ askAgain }, progress) {
  const installed = installedPath()
  if (installed !== null) return { path: installed }
  const earlier = earlierProblem()
  if (!askAgain && earlier !== null) return { path: null, problem: earlier }
  const name = `Electron ${PINNED_VERSION}, about 110 MB`
  return progress.step(name, download, ({ problem }) => (problem === undefined ? 'done' : `not to be had (${problem})`))
}

/** The electron package downloads, checks and unpacks by itself; it only has to be told to. */
async function download(report) {
  const onLine = (line) => report(line.trim().slice(0, 70))
  try {
    await run(process.execPath, [join(PACKAGE, 'install.js')], { cwd: ROOT, limitMs: DOWNLOAD_LIMIT_MS, onLine })
    rmSync(UNREACHED, { force: true })
    return { path: installedPath() }
  } catch (error) {
    return { path: null, problem: rememberProblem(error) }
  }
}

function installedPath() {
  const version = join(PACKAGE, 'dist/version')
  const pathFile = join(PACKAGE, 'path.txt')
  if (!existsSync(version) || !existsSync(pathFile)) return null
  if (readFileSync(version, 'utf8').trim().replace(/^v/, '') !== PINNED_VERSION) return null
  const path = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(path) ? path : null
}

function earlierProblem() {
  if (!existsSync(UNREACHED) || Date.now() - statSync(UNREACHED).mtimeMs > ASK_AGAIN_AFTER_MS) return null
  const [source, problem] = readFileSync(UNREACHED, 'utf8').split('\n')
  return source === downloadSource() && problem !== undefined ? problem : null
}

function rememberProblem(error) {
  const lines = error.message.split('\n').slice(1).map((line) => line.trim())
  const problem = lines.find((line) => /error|failed|status/i.test(line)) ?? error.message.split('\n')[0]
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  writeFileSync(UNREACHED, `${downloadSource()}\n${problem}`)
  return problem
}

function downloadSource() {
  return `${PINNED_VERSION} ${process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? ''}`
}

function lockedVersion() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  return lock.packages['node_modules/electron'].version
}
