import { m } from '../words'

/** Something to do with a text that was brought along. */
export interface QuickAction {
  readonly label: string
  /** What the model is told, before the text; null for translating, which the sheet does. */
  readonly prompt: string | null
}

/** In the order of their keys. */
export function quickActions(): readonly QuickAction[] {
  return [
    { label: m.quick_explain(), prompt: m.quick_explain_prompt() },
    { label: m.quick_summarise(), prompt: m.quick_summarise_prompt() },
    { label: m.quick_rewrite(), prompt: m.quick_rewrite_prompt() },
    { label: m.quick_grammar(), prompt: m.quick_grammar_prompt() },
    { label: m.quick_translate(), prompt: null }
  ]
}

/** What is asked by an action, and what it is called where there are no words of what it is about. */
export interface ActionAsked {
  readonly prompt: string
  readonly label: string
}

/** A question of these parts, in their order. */
export function wholeQuestion(...parts: readonly (string | null)[]): string {
  return parts.map((part) => part?.trim() ?? '').filter((part) => part !== '').join('\n\n')
}
