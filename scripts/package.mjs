// npm run package
// Makes an installable program for the machine it runs on, in dist/packages, and says what it weighs.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { appFolder, electronIn, installers } from './package/app-folder.mjs'
import { debianPackage } from './package/deb.mjs'
import { sizeLines, sizesOf } from './package/sizes.mjs'
import { runScript } from './run-script.mjs'
import { Progress, SetUpError } from './set-up/progress.mjs'
import { ROOT, setUp } from './set-up/set-up.mjs'

/** Beyond Electron itself, in bytes. */
const MOST_BYTES = 30_000_000
const OUTPUT = join(ROOT, 'dist/packages')

await runScript(async () => {
  const needs = { virtualDisplay: false, keyring: false, build: true, allowFallback: true }
  const electron = await setUp(needs, new Progress(process.stdout))
  const folder = await appFolder(electron)
  const sizes = sizesOf(folder, electronIn(electron).electronDist)
  for (const line of sizeLines(sizes)) console.log(line)
  if (sizes.beyond > MOST_BYTES) throw new SetUpError('The program weighs too much: 30 MB beyond Electron is the most.')
  for (const file of await made(folder, electron)) console.log(`made ${relative(ROOT, file)}`)
  return 0
})

async function made(folder, electron) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const { suffix } = electronIn(electron)
  if (process.platform !== 'linux') return installers(folder, electron)
  return [await debianPackage(folder, { into: OUTPUT, version, suffix }), ...(await installers(folder, electron))]
}
