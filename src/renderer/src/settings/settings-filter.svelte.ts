import { createContext } from 'svelte'
import type { Providers } from './providers.svelte'
import { rowsFor, rowsOf, SECTION_IDS, type RowId, type SectionId } from './settings-index'

/** What is typed into the settings' search field, and what of the page it leaves. */
export class SettingsFilter {
  text = $state('')
  readonly #providers: Pick<Providers, 'all'>
  readonly #rows = $derived.by(() => {
    const providers = this.#providers.all.map(({ name, baseUrl }) => `${name} ${baseUrl}`).join(' ')
    return rowsFor(this.text, { providers })
  })

  constructor(providers: Pick<Providers, 'all'>) {
    this.#providers = providers
  }

  get sections(): readonly SectionId[] {
    return SECTION_IDS.filter((id) => this.showsSection(id))
  }

  shows(row: RowId): boolean {
    return this.#rows.has(row)
  }

  showsSection(id: SectionId): boolean {
    return rowsOf(id).some((row) => this.shows(row))
  }
}

export const [settingsFilter, provideSettingsFilter] = createContext<SettingsFilter>()
