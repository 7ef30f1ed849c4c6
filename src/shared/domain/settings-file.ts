import type { Settings } from './settings'

/** Settings that went into a file. */
export interface ExportedSettings {
  readonly fileName: string
  /** What looked like a secret and is not in the file, as `Provider: Header`. */
  readonly leftOut: readonly string[]
}

/** Another language to check the spelling in. */
export interface PlannedSpelling {
  /** Its tag, or `system`. */
  readonly language: string
  /** Whether it can be had here: its dictionary is fetched where it is missing. Else what is set here stays. */
  readonly available: boolean
}

/** A file of settings that was looked into; nothing has been changed yet. */
export type ChosenSettings =
  | {
      readonly kind: 'good'
      readonly fileName: string
      /** How many settings would be different. */
      readonly differing: number
      /** The way to online services, where it would be another. */
      readonly proxy: Settings['proxy'] | null
      /** Null where it would be as it is, or none. */
      readonly spelling: PlannedSpelling | null
      /** Names of the providers that would be added; their keys are asked for afterwards. */
      readonly added: readonly string[]
      /** Names of those that are here already and would be changed; each keeps its key. */
      readonly changed: readonly string[]
      readonly leftOut: readonly string[]
    }
  | { readonly kind: 'bad'; readonly fileName: string; readonly problem: SettingsFileProblem }

/** Why a file was not taken; `at` is where in it, as `settings.theme`. */
export type SettingsFileProblem =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'not-settings' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'bad-value'; readonly at: string }
