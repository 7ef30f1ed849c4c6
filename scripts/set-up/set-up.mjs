import { resolve } from 'node:path'
import { electronPath } from '../electron-runtime.mjs'
import { prepareBuild } from './build.mjs'
import { preparePackages } from './packages.mjs'
import { SetUpError } from './progress.mjs'
import { prepareSystemLibraries, unresolvedLibraries } from './system-libraries.mjs'

/** The folder of the checkout. */
export const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Makes a fresh clone ready to start, or does nothing when it is. Returns the path of Electron.
 * @param needs `virtualDisplay`, `keyring`, `installer`, `desktop`: what else of the system is needed; `build`: whether
 *   to build the app; `allowFallback`: whether the older Electron will do where the pinned one cannot be had.
 */
export async function setUp(needs, progress) {
  await preparePackages(ROOT, progress)
  await prepareSystemLibraries(needs, progress)
  const electron = await electronPath({ allowFallback: needs.allowFallback, progress })
  const unresolved = unresolvedLibraries(electron)
  if (unresolved.length > 0) throw new SetUpError(`Electron needs these libraries, not found: ${unresolved.join(', ')}`)
  if (needs.build) await prepareBuild(ROOT, progress)
  return electron
}
