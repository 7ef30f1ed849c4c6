import type { TokenMeter } from '../../src/main/stream/run'

/** Estimates tokens from the kind of characters; about right for prose, and marked approximate like any count. */
export const roughTokens: TokenMeter = {
  start() {
    let quarters = 0
    return {
      add(text) {
        for (const character of text) quarters += character > '\u2e7f' ? 3 : 1
      },
      get count() {
        return Math.ceil(quarters / 4)
      },
      settle: () => Promise.resolve(Math.ceil(quarters / 4)),
      close: () => undefined
    }
  }
}
