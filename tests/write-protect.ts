import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cannotMount } from './small-disk'

const isSuperuser = process.getuid?.() === 0

/** Why nothing can be kept from writing here; null when it can. */
export const cannotWriteProtect: string | null = isSuperuser ? cannotMount : windowsProblem()

/** Lets nobody write to a folder and what lies in it; returns the way to undo that. */
export function writeProtect(folder: string): () => void {
  return isSuperuser ? mountedReadOnly(folder) : withoutRights(folder)
}

/** Rights do not hold the superuser back, a file system does. */
function mountedReadOnly(folder: string): () => void {
  run('mount', '--bind', folder, folder)
  run('mount', '-o', 'remount,ro,bind', folder)
  return () => run('umount', '-l', folder)
}

function withoutRights(folder: string): () => void {
  const set = (files: number, own: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isFile()) chmodSync(join(folder, entry.name), files)
    }
    chmodSync(folder, own)
  }
  set(0o400, 0o500)
  return () => {
    chmodSync(folder, 0o700)
    set(0o600, 0o700)
  }
}

function windowsProblem(): string | null {
  return process.platform === 'win32' ? 'a folder has no rights there that keep its owner out' : null
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`)
}
