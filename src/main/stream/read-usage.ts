import type { Usage } from '../../shared/domain/stats'
import { asCount, asObject, type JsonObject } from './json-shape'

/** The provider's count of tokens, wherever it put it; null when this chunk carries none. */
export function readUsage(chunk: JsonObject): Usage | null {
  // Groq sends a second copy under `x_groq`, Mistral-like gateways inside the choice.
  return usageOf(chunk['usage']) ?? usageOf(asObject(chunk['x_groq'])?.['usage'])
}

function usageOf(value: unknown): Usage | null {
  const usage = asObject(value)
  if (!usage) return null
  const prompt = asCount(usage['prompt_tokens']) ?? asCount(usage['input_tokens'])
  const completion = asCount(usage['completion_tokens']) ?? asCount(usage['output_tokens'])
  if (prompt === null && completion === null) return null
  const total = asCount(usage['total_tokens']) ?? (prompt ?? 0) + (completion ?? 0)
  return { prompt: prompt ?? 0, completion: completion ?? 0, total }
}

/** Later counts replace earlier ones. Some come in two halves, the prompt first; none is taken back by a zero. */
export function fullerUsage(before: Usage | null, now: Usage): Usage {
  const prompt = now.prompt || (before?.prompt ?? 0)
  const completion = now.completion || (before?.completion ?? 0)
  if (prompt === now.prompt && completion === now.completion) return now
  return { prompt, completion, total: Math.max(now.total, before?.total ?? 0, prompt + completion) }
}

/** Output tokens, reasoning included: some providers leave reasoning out of `completion` but not out of `total`. */
export function outputTokens(usage: Usage): number {
  return Math.max(usage.completion, usage.total - usage.prompt)
}
