/** What checks the spelling of what is written. `coming`: its dictionary is being fetched. */
export interface SpellingState {
  readonly phase: 'off' | 'coming' | 'ready' | 'failed'
  /** Tags of the languages there are dictionaries for; empty where the system checks, in languages of its own. */
  readonly languages: readonly string[]
}
