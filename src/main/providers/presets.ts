import type { ProviderId } from '../../shared/domain/ids'
import type { Preset, PresetId, Provider, ProviderQuirks, TimeLimits } from '../../shared/domain/provider'
import { normalBaseUrl } from './base-url'

/** In the order they are offered. The demo's base URL is empty here: its server picks a free port at each start. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'megallm',
    name: 'MegaLLM',
    baseUrl: 'https://ai.megallm.io/v1',
    needsKey: true,
    keyPage: 'https://megallm.io/dashboard',
    suggestedModels: ['gpt-5', 'gpt-4o-mini', 'claude-sonnet-4-5-20250929', 'gemini-2.5-pro', 'deepseek-v3.1']
  },
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    needsKey: true,
    keyPage: 'https://platform.openai.com/api-keys',
    suggestedModels: ['gpt-5', 'gpt-5-mini', 'gpt-4.1', 'gpt-4o-mini']
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    needsKey: true,
    keyPage: 'https://openrouter.ai/settings/keys',
    suggestedModels: ['openrouter/auto', 'openai/gpt-5', 'anthropic/claude-sonnet-4.5', 'google/gemini-2.5-pro']
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    needsKey: true,
    keyPage: 'https://platform.deepseek.com/api_keys',
    suggestedModels: ['deepseek-chat', 'deepseek-reasoner']
  },
  local('ollama', 'Ollama', 11434, ['qwen3', 'llama3.2', 'gemma3']),
  local('lmstudio', 'LM Studio', 1234, []),
  local('llamacpp', 'llama.cpp', 8080, ['default']),
  local('vllm', 'vLLM', 8000, []),
  { id: 'custom', name: 'Custom', baseUrl: '', needsKey: true, keyPage: null, suggestedModels: [] },
  { id: 'demo', name: 'Demo', baseUrl: '', needsKey: false, keyPage: null, suggestedModels: ['demo'] }
]

/** The presets with the demo's address of this start filled in. */
export function presetsWithDemo(demoBaseUrl: string): readonly Preset[] {
  return PRESETS.map((preset) => (preset.id === 'demo' ? { ...preset, baseUrl: demoBaseUrl } : preset))
}

export function presetOf(id: PresetId, presets: readonly Preset[] = PRESETS): Preset {
  const preset = presets.find((candidate) => candidate.id === id)
  if (!preset) throw new Error(`no preset ${id}`)
  return preset
}

// A reasoning model may think for minutes before its first event, and a proxy in between may send no comment.
const HOSTED_LIMITS: TimeLimits = { connectMs: 120_000, firstEventMs: 300_000, idleMs: 120_000 }
// A local server may have to load tens of gigabytes into memory before it answers, headers included.
const LOCAL_LIMITS: TimeLimits = { connectMs: 300_000, firstEventMs: 900_000, idleMs: 300_000 }

/** A provider as a preset fills it in. Throws a `bad_ask` fault when the given base URL cannot be one. */
export function newProvider(preset: Preset, id: ProviderId, given: { baseUrl?: string; name?: string } = {}): Provider {
  const baseUrl = given.baseUrl === undefined ? preset.baseUrl : normalBaseUrl(given.baseUrl)
  return {
    id,
    preset: preset.id,
    name: given.name?.trim() || preset.name,
    baseUrl,
    keySource: preset.needsKey ? { kind: 'stored' } : { kind: 'none' },
    model: preset.suggestedModels[0] ?? '',
    headers: [],
    temperature: null,
    maxTokens: null,
    limits: LOCAL_PRESETS.has(preset.id) ? LOCAL_LIMITS : HOSTED_LIMITS,
    assistantPrefix: false,
    quirks: startingQuirks(preset.id)
  }
}

/** Servers a person runs on the same machine. */
export const LOCAL_PRESETS: ReadonlySet<PresetId> = new Set<PresetId>(['ollama', 'lmstudio', 'llamacpp', 'vllm'])

function startingQuirks(id: PresetId): ProviderQuirks {
  // OpenAI's reasoning models refuse `max_tokens`; all its chat models take the newer name.
  return id === 'openai' ? { maxCompletionTokens: true } : {}
}

function local(id: PresetId, name: string, port: number, suggestedModels: readonly string[]): Preset {
  return { id, name, baseUrl: `http://127.0.0.1:${port}/v1`, needsKey: false, keyPage: null, suggestedModels }
}
