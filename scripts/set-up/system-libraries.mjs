import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, SetUpError } from './progress.mjs'

/** What Electron and the keychain link against, under the names of Debian 11 and 12. */
const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libnotify4',
  'libdrm2',
  'libsecret-1-0'
]
const APT_LIMIT_MS = 15 * 60_000

/** Programs by the Debian package that brings them. */
const VIRTUAL_DISPLAY = { Xvfb: 'xvfb' }
/** What the package of the app depends on beyond the libraries. */
const INSTALLER = { 'xdg-open': 'xdg-utils', gio: 'libglib2.0-bin' }
const KEYRING = { 'dbus-run-session': 'dbus', 'gnome-keyring-daemon': 'gnome-keyring' }
/** Real keys on a real screen. Only root gets them installed; without them those tests are skipped. */
const DESKTOP = { openbox: 'openbox', xterm: 'xterm', xdotool: 'xdotool' }

/** Installs the missing system libraries as root on Debian and Ubuntu; else names the one command that does. */
export async function prepareSystemLibraries({ virtualDisplay, keyring, installer, desktop }, progress) {
  if (process.platform !== 'linux') return
  const installsDesktop = desktop && process.getuid?.() === 0 && isOnPath('dpkg-query')
  const here = [keyring && KEYRING, installer && INSTALLER, installsDesktop && DESKTOP]
  const programs = Object.assign({}, ...[virtualDisplay && VIRTUAL_DISPLAY, ...here].filter(Boolean))
  const missingPrograms = Object.entries(programs).filter(([program]) => !isOnPath(program))
  if (!isOnPath('dpkg-query')) return refuseWithoutApt(missingPrograms)
  const missing = [...missingLibraries(), ...missingPrograms.map(([, name]) => name)]
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    throw new SetUpError(`Rill needs some system libraries. Run this once, then start again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.map(availableName).join(' ')}`)
  }
  await progress.step('system libraries', (report) => install(missing, report))
}

/** Libraries that a program still lacks, as the dynamic linker names them; empty off Linux. */
export function unresolvedLibraries(executable) {
  if (process.platform !== 'linux') return []
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
}

async function install(packages, report) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const onLine = (line) => report(line.trim().slice(0, 70))
  await run('apt-get', ['update'], { env, onLine, limitMs: APT_LIMIT_MS })
  const names = packages.map(availableName)
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env, onLine, limitMs: APT_LIMIT_MS })
}

function missingLibraries() {
  const names = LIBRARIES.flatMap((name) => [name, sinceTime64(name)])
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    encoding: 'utf8'
  })
  const installed = new Set([...stdout.matchAll(/^(\S+) installed$/gm)].map(([, name]) => name))
  return LIBRARIES.filter((name) => !installed.has(name) && !installed.has(sinceTime64(name)))
}

/** Debian 13 and Ubuntu 24.04 renamed what their move to 64-bit time changed. */
function sinceTime64(name) {
  return `${name}t64`
}

function availableName(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', sinceTime64(name)], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout ?? '') ? sinceTime64(name) : name
}

function refuseWithoutApt(missingPrograms) {
  if (missingPrograms.length === 0) return
  const names = missingPrograms.map(([program]) => program).join(', ')
  throw new SetUpError(`Rill needs ${names} here; install it with your system's package manager, then start again.`)
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)))
}
