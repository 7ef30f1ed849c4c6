import type { ProviderId } from './ids'

export const PRESET_IDS = [
  'demo',
  'megallm',
  'openai',
  'openrouter',
  'deepseek',
  'ollama',
  'lmstudio',
  'llamacpp',
  'vllm',
  'custom'
] as const
export type PresetId = (typeof PRESET_IDS)[number]

/** What a preset fills in when a provider of its kind is added. */
export interface Preset {
  readonly id: PresetId
  readonly name: string
  /** Up to and including the version segment, without a trailing slash; `/chat/completions` is appended. */
  readonly baseUrl: string
  readonly needsKey: boolean
  /** Where a person gets a key; null where none is needed. */
  readonly keyPage: string | null
  /** Offered where the model list cannot be had. */
  readonly suggestedModels: readonly string[]
}

/** Silence limits in milliseconds; 0 means never. */
export interface TimeLimits {
  /** Until the response's headers. */
  readonly connectMs: number
  /** From the headers to the first event; keep-alive comments count as life. */
  readonly firstEventMs: number
  /** Between two events or comments. */
  readonly idleMs: number
}

/** Where the key of a provider comes from. The key itself is never part of a provider. */
export type KeySource =
  | { readonly kind: 'stored' }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'none' }

export interface HeaderLine {
  readonly name: string
  readonly value: string
}

export interface Provider {
  readonly id: ProviderId
  readonly preset: PresetId
  readonly name: string
  readonly baseUrl: string
  readonly keySource: KeySource
  /** Chosen for new conversations; empty until one is chosen. */
  readonly model: string
  readonly headers: readonly HeaderLine[]
  /** Sent when a conversation sets none; null leaves the field out. */
  readonly temperature: number | null
  /** Upper bound of output tokens; null leaves the field out. */
  readonly maxTokens: number | null
  readonly limits: TimeLimits
  /** Whether a trailing assistant message is taken as a prefix to go on from. */
  readonly assistantPrefix: boolean
  /** What a 400 or 422 has taught about this provider. */
  readonly quirks: ProviderQuirks
}

export interface ProviderQuirks {
  readonly noStreamOptions?: true
  readonly maxCompletionTokens?: true
  readonly noTemperature?: true
}

/** What the window may know of a stored key. */
export type KeyStatus =
  | { readonly state: 'none' }
  | { readonly state: 'stored'; readonly lastFour: string; readonly where: KeyPlace }
  | { readonly state: 'environment'; readonly variable: string; readonly present: boolean }
  | { readonly state: 'unavailable'; readonly reason: 'keychain_missing' | 'keychain_locked' | 'keychain_refused' }

/** `keychain` names the system's store, for example "GNOME Keyring"; `session` is memory only, gone at quit. */
export type KeyPlace = { readonly kind: 'keychain'; readonly name: string } | { readonly kind: 'session' }
