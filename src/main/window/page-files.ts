import { extname } from 'node:path'

/** Without one of each a page of ours does not begin. */
const KINDS = ['.html', '.js', '.css']

/** What a page that loads has asked for and been given. */
export class PageFiles {
  readonly #missing = new Set(KINDS)
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
    this.#missing.delete(extname(new URL(url).pathname))
    if (this.#missing.size === 0 && this.#asked.size === 0) this.#tell()
  }
}
