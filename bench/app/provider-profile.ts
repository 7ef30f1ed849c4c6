import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProviderId } from '../../src/shared/domain/ids'
import type { Provider } from '../../src/shared/domain/provider'

const PROVIDER: Provider = {
  id: 'paced' as ProviderId,
  preset: 'custom',
  name: 'Paced',
  baseUrl: '',
  keySource: { kind: 'none' },
  model: 'paced',
  headers: [],
  temperature: null,
  maxTokens: null,
  limits: { connectMs: 30_000, firstEventMs: 300_000, idleMs: 120_000 },
  assistantPrefix: false,
  quirks: {}
}

/** Puts into a profile that its questions go to the provider at this address. */
export async function chooseProvider(profile: string, baseUrl: string): Promise<void> {
  const providers = [{ ...PROVIDER, baseUrl }]
  await writeFile(
    join(profile, 'settings.json'),
    JSON.stringify({ settings: { chosenProviderId: PROVIDER.id }, providers })
  )
}
