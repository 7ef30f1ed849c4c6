import type { ProviderId } from '../../../shared/domain/ids'
import type { ModelChoices } from '../models/model-choices.svelte'
import { m } from '../words'
import type { SheetView } from './sheet-view.svelte'

/** Who translates: what was chosen for the sheet, else what new conversations have. */
export class SheetModel {
  constructor(
    private readonly view: SheetView,
    private readonly choices: ModelChoices,
    private readonly usualProvider: () => ProviderId
  ) {}

  get providerId(): ProviderId {
    return this.view.translation?.model?.providerId ?? this.usualProvider()
  }

  /** Empty when none is chosen. */
  get name(): string {
    return this.view.translation?.model?.model ?? this.choices.provider(this.providerId)?.model ?? ''
  }

  get isDemo(): boolean {
    return this.choices.provider(this.providerId)?.preset === 'demo'
  }

  /** Why nothing can be asked; null when it can, or while that is not known. */
  get obstacle(): string | null {
    const isKnown = this.view.translation !== null && this.choices.provider(this.providerId) !== null
    return isKnown && this.name === '' ? m.chat_why_no_model() : null
  }
}
