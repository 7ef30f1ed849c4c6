/** What the flipped fuses of the program have to be: nothing but the app inside the asar runs in it. */
const WANTED = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true
}

/** How the wire spells a fuse that is on. */
const ENABLED = '1'.charCodeAt(0)

/** Reads the fuses back and returns the names of those that are not as they should be. */
export async function wrongFuses(executable) {
  const { getCurrentFuseWire, FuseV1Options } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(executable)
  const isOn = (name) => wire[FuseV1Options[name]] === ENABLED
  return Object.entries(WANTED).filter(([name, on]) => isOn(name) !== on).map(([name]) => name)
}
