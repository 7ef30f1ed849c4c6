import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { sandboxSwitches } from '../electron-runtime.mjs'
import { ROOT, setUp } from '../set-up/set-up.mjs'
import { hasDisplay, withVirtualDisplay } from '../window/display.mjs'

/** Chromium insists on a display even for a run without a window; its own log lines are kept out of standard error. */
const QUIET = '--log-level=3'

/** Runs the command inside Electron's main and resolves with its exit code. */
export async function runInElectron(command, args, progress) {
  const virtualDisplay = !hasDisplay()
  const needs = { virtualDisplay, keyring: false, build: true, allowFallback: asksThisMachineOnly(args) }
  const electron = await setUp(needs, progress)
  const run = (env) => exitCode(electron, [ROOT, ...sandboxSwitches(), QUIET, command, ...args], env)
  return virtualDisplay ? withVirtualDisplay(process.env, run) : run(process.env)
}

/** The older Electron is not meant for real keys: it asks Demo and servers on the loopback, nothing else. */
function asksThisMachineOnly(args) {
  const at = args.findIndex((argument) => /^--base-url(=|$)/.test(argument))
  if (at < 0) return true
  const address = args[at].includes('=') ? args[at].slice(args[at].indexOf('=') + 1) : (args[at + 1] ?? '')
  return /^(https?:\/\/)?(localhost|127(\.\d{1,3}){3}|\[::1\])([:/?#]|$)/i.test(address)
}

function exitCode(electron, args, env) {
  return new Promise((resolve, reject) => {
    // In a process group of its own, so that Ctrl+C reaches it once, from here: a second one would end it at once.
    const child = spawn(electron, args, { stdio: 'inherit', env, detached: process.platform !== 'win32' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}
