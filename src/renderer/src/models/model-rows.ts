import type { ProviderId } from '../../../shared/domain/ids'
import type { Provider } from '../../../shared/domain/provider'

/** A model that can be chosen. */
export interface ModelRow {
  readonly provider: Provider
  readonly name: string
  /** What was typed, where no list has it. */
  readonly isTyped: boolean
}

/** What the picker shows of one provider. */
export interface ModelGroup {
  readonly provider: Provider
  readonly rows: readonly ModelRow[]
  /** Why there may be more models than are listed. */
  readonly failed: boolean
}

export interface ModelLists {
  readonly providers: readonly Provider[]
  models(provider: Provider): readonly string[]
  failed(provider: Provider): boolean
}

export interface ChosenModel {
  readonly providerId: ProviderId
  /** Empty while none is chosen. */
  readonly model: string
}

/**
 * The models whose names hold what was typed, by provider. The chosen one is always among them, and what was typed can
 * be taken as it is with the chosen provider, whose list may be wrong or missing.
 */
export function modelGroups(lists: ModelLists, chosen: ChosenModel, typed: string): readonly ModelGroup[] {
  const name = typed.trim()
  const wanted = name.toLowerCase()
  const groups = lists.providers.map((provider): ModelGroup => {
    const isChosen = provider.id === chosen.providerId
    const listed = lists.models(provider)
    const known = isChosen && chosen.model !== '' && !listed.includes(chosen.model) ? [chosen.model, ...listed] : listed
    const rows = known
      .filter((model) => model.toLowerCase().includes(wanted))
      .map((model): ModelRow => ({ provider, name: model, isTyped: false }))
    const offersTyped = isChosen && name !== '' && !known.includes(name)
    return {
      provider,
      rows: offersTyped ? [...rows, { provider, name, isTyped: true }] : rows,
      failed: wanted === '' && lists.failed(provider)
    }
  })
  return groups.filter(({ rows, failed }) => rows.length > 0 || failed)
}

/** The first so many rows; a list of hundreds is narrowed by typing. */
export function firstRows(groups: readonly ModelGroup[], most: number): readonly ModelGroup[] {
  let left = most
  return groups.map((group) => {
    const rows = group.rows.slice(0, left)
    left -= rows.length
    return { ...group, rows }
  })
}
