import type { Finish } from '../../shared/domain/run'

/** What a provider's own word for the end of an answer means; `error` where it names a failure. */
export type FinishMeaning = Finish | 'error'

const MEANINGS: Readonly<Record<string, FinishMeaning>> = {
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  max_length: 'length',
  max_new_tokens: 'length',
  max_completion_tokens: 'length',
  model_length: 'length',
  model_context_window_exceeded: 'length',
  token_limit: 'length',
  error_limit: 'length',
  tool_calls: 'tool_calls',
  tool_call: 'tool_calls',
  tool_use: 'tool_calls',
  function_call: 'tool_calls',
  function_calls: 'tool_calls',
  content_filter: 'content_filter',
  content_filtered: 'content_filter',
  content_filtering: 'content_filter',
  safety: 'content_filter',
  sensitive: 'content_filter',
  refusal: 'content_filter',
  recitation: 'content_filter',
  blocklist: 'content_filter',
  prohibited_content: 'content_filter',
  spii: 'content_filter',
  image_safety: 'content_filter',
  image_prohibited_content: 'content_filter',
  image_recitation: 'content_filter',
  guardrail_intervened: 'content_filter',
  error_toxic: 'content_filter',
  failed: 'error',
  abort: 'error',
  aborted: 'error',
  timeout: 'error',
  malformed_function_call: 'error',
  malformed_model_output: 'error',
  malformed_response: 'error',
  malformed_tool_use: 'error',
  unexpected_tool_call: 'error',
  too_many_tool_calls: 'error',
  insufficient_system_resource: 'error'
}

/** Words nobody has seen yet end an answer like `stop`: the text is kept and the word goes along unchanged. */
export function finishMeaning(raw: string): FinishMeaning {
  const word = raw.trim().toLowerCase().replace(/[\s-]+/g, '_')
  // Gemini says why behind a colon: `content_filter: RECITATION`.
  for (const part of word.split(/_?:_?/)) {
    const known = Object.hasOwn(MEANINGS, part) ? MEANINGS[part] : undefined
    if (known !== undefined) return known
  }
  return /(^|_)error(_|$)/.test(word) ? 'error' : 'stop'
}
