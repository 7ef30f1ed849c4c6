import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './progress.mjs'

/** Installs the packages of the lock file, unless exactly these are installed already. */
export async function preparePackages(root, progress) {
  const wanted = lockedPackages(join(root, 'package-lock.json'))
  if (areInstalled(root, wanted)) return
  const here = [...wanted].filter(([, entry]) => isForThisSystem(entry))
  const folders = here.map(([path]) => join(root, path, 'package.json'))
  await progress.step('packages', async (report) => {
    const count = () => report(`${folders.filter((file) => existsSync(file)).length} of ${folders.length}`)
    const timer = setInterval(count, 1_000)
    try {
      await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root })
    } finally {
      clearInterval(timer)
    }
  })
}

/** Runs npm and returns its output. */
export function npm(args, options) {
  const [command, ...rest] = npmCommand(args)
  return run(command, rest, options)
}

/** The npm that runs this script, where one does. */
export function npmCommand(args) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return [process.execPath, cli, ...args]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args]
}

/** npm writes the list of what it installed as its last act, so an install that was cut short counts as none. */
function areInstalled(root, wanted) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = lockedPackages(record)
  return [...wanted].every(([path, entry]) => {
    const found = installed.get(path)
    return found ? found.version === entry.version : entry.optional
  })
}

function lockedPackages(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'))
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  return new Map(entries.map(([path, entry]) => [path, { ...entry, optional: entry.optional || entry.devOptional }]))
}

function isForThisSystem({ os, cpu, libc }) {
  const fits = (list, mine) => list === undefined || list.includes(mine)
  return fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, 'glibc')
}
