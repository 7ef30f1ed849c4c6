import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import { normalBaseUrl } from '../providers/base-url'
import { newProvider, presetOf, PRESETS } from '../providers/presets'
import type { AskOptions } from './ask-options'

export interface AskedProvider {
  readonly provider: Provider
  readonly model: string
}

/** Servers that serve one model take any name; the others say that they do not know this one. */
const ANY_MODEL = 'default'

/** The provider a command asks: the preset that has this address, or a custom one. Throws a `bad_ask` fault. */
export function askedProvider(options: AskOptions, baseUrl: string, isDemo: boolean): AskedProvider {
  const address = normalBaseUrl(baseUrl)
  const known = PRESETS.find((preset) => preset.baseUrl !== '' && preset.baseUrl === address)
  const preset = isDemo ? presetOf('demo') : (known ?? presetOf('custom'))
  const provider = newProvider(preset, 'command' as ProviderId, { baseUrl })
  const { firstByteTimeoutMs: firstByteMs, idleTimeoutMs: idleMs } = options
  return {
    provider: {
      ...provider,
      limits: {
        connectMs: firstByteMs ?? provider.limits.connectMs,
        firstEventMs: firstByteMs ?? provider.limits.firstEventMs,
        idleMs: idleMs ?? provider.limits.idleMs
      }
    },
    model: options.model ?? (provider.model === '' ? ANY_MODEL : provider.model)
  }
}
