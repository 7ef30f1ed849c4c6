import type { ProviderQuirks } from '../../shared/domain/provider'
import type { Fault } from '../../shared/fault'

interface Sent {
  readonly stream_options?: object
  readonly temperature?: number
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
}

export interface Learned {
  readonly about: keyof ProviderQuirks
  readonly quirks: ProviderQuirks
}

// "max_tokens is too large" is about the number, not the name: dropping the parameter would hide the person's mistake.
const ABOUT_THE_NUMBER =
  /too (large|big|high|small|low)|greater than|less than|at (most|least)|between|exceed|out of range|\brange\b|maximum (value|allowed|of)/i

/**
 * What a refusal teaches: a 400 or 422 that names a parameter which was sent. Null when there is nothing to learn, and
 * the refusal is the person's to read.
 */
export function quirksAfter(fault: Fault, sent: Sent, quirks: ProviderQuirks): Learned | null {
  if (fault.httpStatus !== 400 && fault.httpStatus !== 422) return null
  const words = fault.message
  if (sent.stream_options !== undefined && /stream_options|include_usage/i.test(words)) {
    return { about: 'noStreamOptions', quirks: { ...quirks, noStreamOptions: true } }
  }
  if (ABOUT_THE_NUMBER.test(words)) return null
  if (sent.max_tokens !== undefined && /max_tokens|max_completion_tokens/i.test(words)) {
    return { about: 'maxCompletionTokens', quirks: { ...quirks, maxCompletionTokens: true } }
  }
  if (sent.max_completion_tokens !== undefined && /max_completion_tokens/i.test(words)) {
    const { maxCompletionTokens: _, ...rest } = quirks
    return { about: 'maxCompletionTokens', quirks: rest }
  }
  if (sent.temperature !== undefined && /temperature/i.test(words)) {
    return { about: 'noTemperature', quirks: { ...quirks, noTemperature: true } }
  }
  return null
}
