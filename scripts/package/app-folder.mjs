import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PINNED_VERSION } from '../electron/pinned.mjs'
import { FALLBACK_VERSION, isFallback } from '../electron/fallback.mjs'
import { ROOT } from '../set-up/set-up.mjs'

/** Since Electron 29; the older one has no such fuse. */
const LATER_FUSES = { grantFileProtocolExtraPrivileges: false }

/** What all ways of packaging share: which Electron is inside, and a name that tells a test build from a real one. */
export function electronIn(electron) {
  const fallback = isFallback(electron)
  return {
    electronDist: dirname(electron),
    electronVersion: fallback ? FALLBACK_VERSION : PINNED_VERSION,
    /** The older Electron is not meant for real keys, so what is made of it says so in its file's name. */
    suffix: fallback ? '-test' : '',
    fuses: fallback ? {} : LATER_FUSES
  }
}

/** Puts the program together for this machine, without an installer around it; resolves with its folder. */
export async function appFolder(electron) {
  const { build, Platform } = await import('electron-builder')
  const { electronDist, electronVersion, fuses } = electronIn(electron)
  let folder = ''
  await build({
    projectDir: ROOT,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: join(ROOT, 'electron-builder.yml'),
      electronDist,
      electronVersion,
      electronFuses: fuses,
      afterPack: ({ appOutDir }) => {
        folder = appOutDir
        // What an Electron that is run without an app shows.
        rmSync(join(folder, 'resources/app'), { recursive: true, force: true })
      }
    }
  })
  writeFileSync(join(folder, 'version'), electronVersion)
  writeFileSync(join(folder, 'LICENSE'), readFileSync(join(ROOT, 'LICENSE')))
  return folder
}

/**
 * The installers that electron-builder makes of the folder; on Linux the AppImage, where its tool can be had. Resolves
 * with their files.
 */
export async function installers(folder, electron) {
  const { build, Platform } = await import('electron-builder')
  const { electronDist, electronVersion, suffix } = electronIn(electron)
  const linux = process.platform === 'linux'
  try {
    return await build({
      projectDir: ROOT,
      prepackaged: folder,
      targets: Platform.current().createTarget(linux ? ['AppImage'] : undefined),
      publish: 'never',
      config: {
        extends: join(ROOT, 'electron-builder.yml'),
        electronDist,
        electronVersion,
        artifactName: `rill${suffix}-\${version}-\${arch}.\${ext}`
      }
    })
  } catch (error) {
    if (!linux) throw error
    console.log(`no AppImage: ${error.message.split('\n')[0]}`)
    return []
  }
}
