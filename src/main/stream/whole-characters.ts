/**
 * Keeps back half a character at the end of a piece until its other half comes. Providers cut emoji in two, and a half
 * that is written to disk as UTF-8 on its own is lost.
 */
export class WholeCharacters {
  #half = ''

  feed(text: string): string {
    if (text === '') return ''
    const all = this.#half + text
    const last = all.charCodeAt(all.length - 1)
    const endsInHalf = last >= 0xd800 && last <= 0xdbff
    this.#half = endsInHalf ? all.slice(-1) : ''
    return endsInHalf ? all.slice(0, -1) : all
  }

  /** The half that never became whole. */
  end(): string {
    const half = this.#half
    this.#half = ''
    return half
  }
}
