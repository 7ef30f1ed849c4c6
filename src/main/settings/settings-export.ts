import type { HeaderLine, Provider } from '../../shared/domain/provider'
import type { Settings } from '../../shared/domain/settings'
import { currentVersion } from './migrations'
import { isSecretHeader, withoutSecretParameters } from './secret-header'

/** By this a file says that it holds settings. */
export const SETTINGS_KIND = 'rill-settings'

/** Everything a person has set, as the text of a file: no keys, and nothing that looks like one. */
export function settingsText(
  settings: Settings,
  providers: readonly Provider[]
): { readonly text: string; readonly leftOut: readonly string[] } {
  const leftOut: string[] = []
  const written = providers.filter(({ preset }) => preset !== 'demo').map((provider) => bare(provider, leftOut))
  const file = { kind: SETTINGS_KIND, version: currentVersion, settings, providers: written }
  return { text: `${JSON.stringify(file, null, 2)}\n`, leftOut }
}

/** What was learned of a server is learned again. */
function bare({ quirks: _learned, ...provider }: Provider, leftOut: string[]): Omit<Provider, 'quirks'> {
  const { address, leftOut: parameters } = withoutSecretParameters(provider.baseUrl)
  leftOut.push(...parameters.map((name) => `${provider.name}: ${name}`))
  return { ...provider, baseUrl: address, headers: plainHeaders(provider, leftOut) }
}

/** Those that hold no secret; what the others are called goes into `leftOut`. */
export function plainHeaders({ name, headers }: Pick<Provider, 'name' | 'headers'>, leftOut: string[]): HeaderLine[] {
  leftOut.push(...headers.filter(isSecretHeader).map((header) => `${name}: ${header.name}`))
  return headers.filter((header) => !isSecretHeader(header))
}
