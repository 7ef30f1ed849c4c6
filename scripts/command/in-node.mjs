import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from '../set-up/set-up.mjs'

/** Runs the command under plain Node, in this process: it reads its arguments from `process.argv`. */
export function runInNode(command, args) {
  const cli = join(ROOT, 'out/main/cli.cjs')
  process.argv = [process.argv[0], cli, command, ...args]
  createRequire(import.meta.url)(cli)
}
