import type { ConversationChange } from '../../../shared/domain/conversation'
import type { ProviderId } from '../../../shared/domain/ids'
import type { Provider } from '../../../shared/domain/provider'
import type { ModelChoices } from '../models/model-choices.svelte'
import type { ChosenSettings, ConversationView } from './conversation-view.svelte'

/** What the next question is asked with: the conversation's own, or, before there is one, what was chosen for it. */
export class NextSettings {
  #draft = $state.raw<ConversationChange>({})
  readonly #going = $derived.by(() =>
    this.choices.going(this.view.conversation ?? this.#draft, this.usualProviderId())
  )
  readonly chosen = $derived.by<ChosenSettings>(() => {
    const own = this.view.conversation
    return {
      ...this.#going,
      systemPrompt: own?.systemPrompt ?? this.#draft.systemPrompt ?? '',
      temperature: own ? own.temperature : (this.#draft.temperature ?? null)
    }
  })

  constructor(
    private readonly view: ConversationView,
    private readonly choices: ModelChoices,
    /** Of new conversations. */
    private readonly usualProviderId: () => ProviderId
  ) {}

  /** Null until it is known, or when it is gone. */
  get provider(): Provider | null {
    return this.choices.provider(this.#going.providerId)
  }

  change(change: ConversationChange): void {
    if (this.view.conversation) void this.view.change(change)
    else this.#draft = { ...this.#draft, ...change }
  }
}
