import { spawn } from 'node:child_process'
import { sandboxSwitches } from '../electron-runtime.mjs'
import { Progress, SetUpError } from '../set-up/progress.mjs'
import { ROOT, setUp } from '../set-up/set-up.mjs'
import { hasDisplay } from './display.mjs'

/** Sets up what is missing, then opens the window, or asks one question where there is no display to open it on. */
export async function startWindow(switches) {
  const progress = new Progress(process.stdout)
  try {
    const virtualDisplay = !hasDisplay()
    const needs = { virtualDisplay, keyring: false, build: true, allowFallback: virtualDisplay }
    const electron = await setUp(needs, progress)
    process.exitCode = virtualDisplay ? await askOnce(electron) : await open(electron, switches)
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error)
    process.exitCode = 1
  }
}

/** Loaded late: it needs packages that a fresh clone lacks until set-up has run. */
async function askOnce(electron) {
  const { askFirstQuestion } = await import('./first-question.mjs')
  return askFirstQuestion(electron)
}

function open(electron, switches) {
  return new Promise((resolve, reject) => {
    const child = spawn(electron, [ROOT, ...sandboxSwitches(), ...switches], { stdio: 'inherit' })
    // The terminal sends Ctrl+C to both; the window then quits in its own way and this waits for it.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}
