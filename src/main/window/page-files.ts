/** What the first window needs to begin; its script is asked for by another one, a moment after that has come. */
const NEEDED = [/\.html$/, /\.css$/, /\/whole-window-[^/]*\.js$/]

/** What a page that loads has asked for and been given. */
export class PageFiles {
  readonly #missing = new Set(NEEDED)
  readonly #asked = new Set<string>()
  #tell: () => void = () => undefined
  /** Resolves once the first page has all that it needs to begin: then its process works without this one. */
  readonly loaded = new Promise<void>((resolve) => (this.#tell = resolve))

  asked(url: string): void {
    this.#asked.add(url)
  }

  /** Also for what could not be given. */
  given(url: string): void {
    this.#asked.delete(url)
    const { pathname } = new URL(url)
    for (const name of this.#missing) if (name.test(pathname)) this.#missing.delete(name)
    if (this.#missing.size === 0 && this.#asked.size === 0) this.#tell()
  }
}
