import type { ProviderId } from '../../../shared/domain/ids'

/** Where in the settings a person is. */
export type SettingsPlace =
  | { readonly kind: 'top' }
  | { readonly kind: 'add' }
  | { readonly kind: 'provider'; readonly id: ProviderId }
