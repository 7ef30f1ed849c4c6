import type { Locale, Settings } from '../../src/shared/domain/settings'
import type { AppUnderTest } from '../e2e/app-under-test'
import { RillPage } from '../e2e/rill-page'

interface SmallWindow {
  readonly app: AppUnderTest
  /** In the language that was asked for. */
  readonly rill: RillPage
  /** Where settings are changed, in whatever language. */
  readonly plain: RillPage
}

/** The small window as the first one of a start, with these settings. */
export async function openSmall(
  start: (options: { readonly switches: readonly string[] }) => Promise<AppUnderTest>,
  settings: Partial<Settings> & { readonly language: Locale }
): Promise<SmallWindow> {
  const app = await start({ switches: ['--quick-ask'] })
  const rill = new RillPage(app.page, settings.language)
  const plain = new RillPage(app.page)
  await plain.composer.waitFor()
  await plain.change(settings)
  await rill.composer.waitFor()
  return { app, rill, plain }
}
