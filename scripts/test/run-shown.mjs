import { spawn } from 'node:child_process'
import { ROOT } from '../set-up/set-up.mjs'

/** Colours are for a terminal; a file would fill with their codes. */
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }

/** Runs a command with its output shown; resolves with whether it succeeded. */
export function runShown([command, ...args], env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...plain }, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
}
