import { MeasuredApp } from './measured-app'
import type { StartOptions } from '../../tests/e2e/app-under-test'
import { PacedProvider, type Pace } from '../../tests/paced-provider'

export interface AnsweringApp {
  readonly measured: MeasuredApp
  readonly provider: PacedProvider
  close(): Promise<void>
}

/** The app, with a provider that answers its questions at this pace. */
export async function answeringApp(pace: Pace, options: StartOptions = {}): Promise<AnsweringApp> {
  const provider = await PacedProvider.start()
  provider.pace = pace
  const measured = await MeasuredApp.start(null, options)
  await measured.rill.useProvider(provider.baseUrl)
  return {
    measured,
    provider,
    close: async () => {
      await measured.close()
      await provider.close()
    }
  }
}
