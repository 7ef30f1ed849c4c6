// Run by hand after `npm install`: puts the packages of other platforms into the lock file that npm left out because
// its registry does not have them. Without them `npm ci` says that the lock file is out of step, on every machine.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const FILE = resolve(import.meta.dirname, '../package-lock.json')
const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'openharmony', 'aix', 'sunos']
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32']

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const { packages } = lock

for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const known = packages[`node_modules/${name}`] ?? packages[`${path}/node_modules/${name}`]
    if (known === undefined && /^\d/.test(version)) packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev)
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)

/** By the custom of naming such packages after the platform they are for. */
function platformEntry(name, version, dev) {
  const parts = name.split(/[-/]/)
  const os = SYSTEMS.filter((each) => parts.includes(each))
  const cpu = PROCESSORS.filter((each) => parts.includes(each))
  const musl = parts.some((part) => part.startsWith('musl'))
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(os.includes('linux') ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {})
  }
}
