import type { FaultKind } from '../../shared/fault'

/** A provider's own words about an error. */
export interface ErrorWords {
  readonly message: string
  /** All its codes, types and states in lower case, joined by spaces. */
  readonly words: string
}

/**
 * The kind that a provider's words name; null when they name none. Its codes and types count; its prose only where it
 * says that money is missing or the conversation is too long, for which half of the providers have no code.
 */
export function kindSaid({ message, words }: ErrorWords): FaultKind | null {
  const named = KIND_OF_WORD.find(([shape]) => shape.test(words))?.[1] ?? null
  if (named === 'quota' || NO_MONEY.test(message)) return 'quota'
  return TOO_LONG.test(message) ? 'context_length' : named
}

const KIND_OF_WORD: readonly (readonly [RegExp, FaultKind])[] = [
  [/insufficient_(user_)?(quota|balance|credits?|funds)|quota_exceeded|exceeded_current_quota|billing|payment_required|arrear|overdue|free_tier_only/, 'quota'],
  [/context_length|context_window|exceed_context_size|prompt_too_long/, 'context_length'],
  [/rate_?limit|too_many_requests|resource_exhausted|throttl/, 'rate_limit'],
  [/invalid_api_key|authentication|unauthenticated|unauthorized|incorrect_api_key|api_key_invalid/, 'auth'],
  [/permission|forbidden|access_denied/, 'forbidden'],
  [/model_not_found|not_found|model_not_exist/, 'not_found'],
  [/content_policy|content_filter|moderation|data_inspection/, 'bad_request']
]

const NO_MONEY = new RegExp(
  [
    'insufficient (account )?(quota|balance|credits?|funds)',
    '(balance|credits?) (is|are) (insufficient|too low|exhausted)',
    'out of credits',
    '余额不足|额度不足|额度已用尽|欠费'
  ].join('|'),
  'i'
)

const TOO_LONG = new RegExp(
  [
    String.raw`(maximum|max|exceed\w*|available|model'?s?|than the) context (length|size|window)`,
    '(prompt|input) is too long|too many (input )?tokens|maximum prompt length|model token limit',
    String.raw`exceeds the maximum number of tokens|must have less than \d+ tokens|range of input length`,
    '(上下文|prompt).{0,8}(超|过长)'
  ].join('|'),
  'i'
)
