import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { SetUpError } from './progress.mjs'

const LOOK_AGAIN_MS = 200

/**
 * Runs `work` while no other process holds the lock file: two builds at once would overwrite each other. Waits for
 * another one up to `limitMs`, and takes over from one that has died.
 */
export async function alone(lockFile, limitMs, work) {
  const giveUpAt = Date.now() + limitMs
  while (!take(lockFile)) {
    if (Date.now() > giveUpAt) throw new SetUpError(`Another build is still going on; if none is, delete ${lockFile}.`)
    await wait(LOOK_AGAIN_MS)
  }
  try {
    return await work()
  } finally {
    rmSync(lockFile, { force: true })
  }
}

function take(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!holderIsAlive(lockFile)) rmSync(lockFile, { force: true })
    return false
  }
}

function holderIsAlive(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    // Just made by another process, its number not yet written.
    if (pid === 0) return true
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
