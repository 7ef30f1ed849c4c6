import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../set-up/set-up.mjs'

const ICON_SIZES = [16, 32, 48, 64, 128, 256, 512]
/** What Debian calls the processors that Node names. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' }

/**
 * Puts the program's folder into a Debian package in `into` and resolves with its file. Without a wish it is compressed
 * with gzip: xz takes minutes for a tenth less, and zstd is unknown to Debian 11.
 */
export async function debianPackage(folder, { into, version, suffix, compression = 'gzip' }) {
  const { default: installer } = await import('electron-installer-debian')
  const { description } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const arch = ARCHITECTURES[process.arch] ?? process.arch
  const file = join(into, `rill${suffix}_${version}_${arch}.deb`)
  rmSync(file, { force: true })
  await installer({
    src: folder,
    dest: into,
    arch,
    options: {
      name: 'rill',
      bin: 'rill',
      productName: 'Rill',
      genericName: 'Chat',
      description: 'Chat with OpenAI-compatible models',
      productDescription: description,
      version,
      maintainer: 'The Rill project',
      section: 'utils',
      categories: ['Utility', 'Network', 'Chat'],
      mimeType: ['x-scheme-handler/rill'],
      desktopTemplate: join(ROOT, 'resources/rill.desktop.ejs'),
      icon: Object.fromEntries(ICON_SIZES.map((size) => [`${size}x${size}`, join(ROOT, `resources/icon-${size}.png`)])),
      compression
    },
    rename: () => file
  })
  if (!readdirSync(into).some((name) => join(into, name) === file)) throw new Error(`no package came of ${folder}`)
  return file
}
