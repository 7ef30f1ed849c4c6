import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plainProvider } from '../../src/main/settings/default-settings'
import type { ProviderId } from '../../src/shared/domain/ids'
import type { Provider } from '../../src/shared/domain/provider'

const PROVIDER: Provider = { ...plainProvider, id: 'paced' as ProviderId, name: 'Paced', model: 'paced' }

/** Puts into a profile that its questions go to the provider at this address. */
export async function chooseProvider(profile: string, baseUrl: string): Promise<void> {
  const providers = [{ ...PROVIDER, baseUrl }]
  await writeFile(
    join(profile, 'settings.json'),
    JSON.stringify({ settings: { chosenProviderId: PROVIDER.id }, providers })
  )
}
