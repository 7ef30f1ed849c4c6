import { asRaw, type Raw } from './settings-document'

/**
 * The step at index N turns a file of version N into one of version N + 1. Numbers of our own and not electron-store's
 * migrations: those compare the app's version, so that a build between two releases, or a downgrade, would skip or
 * repeat a step, and they rewrite the file before it has been checked.
 */
const migrations: readonly ((raw: Raw) => Raw)[] = [settingsUnderTheirOwnName]

export const currentVersion = migrations.length

/** A file of a newer version is left as it is: what is understood of it is used, the rest is kept. */
export function migrate(raw: Raw): Raw {
  const from = versionOf(raw)
  if (from > currentVersion) return raw
  const migrated = migrations.slice(from).reduce((before, step) => step(before), raw)
  return { ...migrated, version: currentVersion }
}

/** 0 for a file without one. */
export function versionOf({ version }: Raw): number {
  return typeof version === 'number' && Number.isInteger(version) && version > 0 ? version : 0
}

/** Version 0 is a file written by hand or by another tool: the settings lie at the top, beside the providers. */
function settingsUnderTheirOwnName({ version: _version, settings, providers, windows, ...flat }: Raw): Raw {
  return { settings: { ...flat, ...asRaw(settings) }, providers: providers ?? [], windows: windows ?? {} }
}
