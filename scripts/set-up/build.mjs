import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { alone } from './alone.mjs'
import { npm } from './packages.mjs'

const SOURCES = [
  'src',
  'messages',
  'resources',
  'project.inlang/settings.json',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json'
]
/** Written by the build itself. What Python leaves beside its sources is left out too. */
const GENERATED = join('src', 'shared', 'messages')
const BUILD_LIMIT_MS = 5 * 60_000

/** Builds the app, unless it was built from exactly these sources. */
export async function prepareBuild(root, progress) {
  const hash = sourcesHash(root)
  if (isBuilt(root, hash)) return
  mkdirSync(join(root, '.cache'), { recursive: true })
  await alone(join(root, '.cache/build.lock'), BUILD_LIMIT_MS, async () => {
    if (isBuilt(root, hash)) return
    rmSync(stampOf(root), { force: true })
    await progress.step('build', (report) =>
      npm(['run', '--silent', 'build'], { cwd: root, limitMs: BUILD_LIMIT_MS, onLine: (line) => report(line.trim()) })
    )
    writeFileSync(stampOf(root), hash)
  })
}

function isBuilt(root, hash) {
  const stamp = stampOf(root)
  return existsSync(join(root, 'out/main/index.cjs')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

function stampOf(root) {
  return join(root, '.cache/build.stamp')
}

function sourcesHash(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesBelow(root, source)) hash.update(file).update('\0').update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function filesBelow(root, path) {
  if (path === GENERATED || basename(path) === '__pycache__' || !existsSync(join(root, path))) return []
  if (!statSync(join(root, path)).isDirectory()) return path.endsWith('.test.ts') ? [] : [path]
  return readdirSync(join(root, path)).sort().flatMap((name) => filesBelow(root, join(path, name)))
}
