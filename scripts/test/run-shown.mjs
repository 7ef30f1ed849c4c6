import { spawn } from 'node:child_process'
import { ROOT } from '../set-up/set-up.mjs'

/** Runs a command with its output shown; resolves with whether it succeeded. */
export function runShown([command, ...args], env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
}
