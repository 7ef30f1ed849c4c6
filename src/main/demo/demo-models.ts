/** What a demo model does with whatever answer the question asks for. */
export interface DemoModel {
  readonly id: string
  readonly thinks: boolean
  readonly slow: boolean
  /** Breaks every answer in the middle, once. */
  readonly breaks: boolean
}

export const DEMO_MODELS: readonly DemoModel[] = [
  { id: 'demo', thinks: false, slow: false, breaks: false },
  { id: 'demo-thinking', thinks: true, slow: false, breaks: false },
  { id: 'demo-slow', thinks: false, slow: true, breaks: false },
  { id: 'demo-unsteady', thinks: false, slow: false, breaks: true }
]
