import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeVersionProblem } from '../../scripts/set-up/node-version.mjs'
import { addUp, oneCheck } from '../../scripts/test/results.mjs'

interface LockEntry {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const ROOT = resolve(import.meta.dirname, '../..')
const lock = JSON.parse(readFileSync(resolve(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>
}

describe('nodeVersionProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('lets %s pass', (version) => {
    expect(nodeVersionProblem(version)).toBeNull()
  })

  it.each(['20.18.9', '18.20.0', '0.10.48'])('says what is wrong with %s', (version) => {
    expect(nodeVersionProblem(version)).toContain(version)
  })
})

describe('the lock file', () => {
  // npm leaves out those its registry does not have, and `npm ci` then refuses: run scripts/complete-lock-file.mjs.
  it('holds the packages of every platform', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages)
      )
    )
    expect(missing).toEqual([])
  })

  it('names no registry, so that it installs from whichever is configured', () => {
    expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
  })
})

describe('the sum of the checks', () => {
  it('adds up what passed, failed and was skipped', () => {
    const skipped = { passed: 0, failed: 0, skipped: [{ name: 'x', reason: 'why' }] }
    const sum = addUp([oneCheck(true), oneCheck(false), skipped])
    expect(sum).toEqual({ passed: 1, failed: 1, skipped: skipped.skipped })
  })
})
