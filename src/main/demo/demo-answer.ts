/** One answer, decided before its first byte is sent, so that the same request always gets the same answer. */
export interface DemoAnswer {
  readonly reasoning: string
  readonly text: string
  readonly calls: readonly DemoCall[]
  readonly slow: boolean
  /** Where the connection is cut, as an offset into the text; null when it is not. */
  readonly breakAt: number | null
}

export interface DemoCall {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

export const PLAIN: Omit<DemoAnswer, 'text'> = { reasoning: '', calls: [], slow: false, breakAt: null }
