/** To the counting thread. `number` counts the texts of one attempt from 1. */
export type ToCounter =
  | { readonly kind: 'add'; readonly attempt: number; readonly number: number; readonly text: string }
  /** Asks for the count with the last word in it. */
  | { readonly kind: 'settle'; readonly attempt: number }
  | { readonly kind: 'close'; readonly attempt: number }

/** From it: all texts up to `number` are counted. */
export interface FromCounter {
  readonly attempt: number
  readonly number: number
  readonly count: number
  readonly settled: boolean
}
