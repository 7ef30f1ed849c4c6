import type { ProxyConfig, Session } from 'electron'
import type { SpellingState } from '../../shared/domain/spelling'

/** Chromium's own address for dictionaries. */
export const DICTIONARIES = 'https://redirector.gvt1.com/edgedl/chrome/dict/'

type Checked = Pick<Session, 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages' | 'availableSpellCheckerLanguages'>

/** The part of a session that fetches, which is no part of any page's. */
export interface Fetcher
  extends Pick<Session, 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages' | 'setSpellCheckerDictionaryDownloadURL'> {
  setProxy(config: ProxyConfig): Promise<void>
  on(event: 'spellcheck-dictionary-initialized', listener: (event: unknown, language: string) => void): unknown
  on(event: 'spellcheck-dictionary-download-failure', listener: (event: unknown, language: string) => void): unknown
}

export interface SpellingWorld {
  readonly platform: NodeJS.Platform
  /** The session of the pages, which has no network. */
  readonly page: Checked
  /** Makes the session that fetches dictionaries; called when there is one to fetch. */
  readonly fetcher: () => Fetcher
  readonly proxy: () => ProxyConfig
  /** Where dictionaries come from, as an address that ends with a slash. */
  readonly from: string
  readonly changed: (state: SpellingState) => void
  /** The dictionary is not to be had: the choice is to be forgotten, so that no later start asks unasked. */
  readonly giveUp: () => void
}

/**
 * Checks what is written in the language that was chosen. Its dictionary is fetched by a session of its own into a
 * folder that all sessions read from, so that the pages' stays without a network.
 */
export class Spelling {
  #chosen = ''
  #phase: SpellingState['phase'] = 'off'
  #fetcher: Fetcher | null = null

  constructor(private readonly world: SpellingWorld) {}

  get state(): SpellingState {
    const { platform, page } = this.world
    return { phase: this.#phase, languages: platform === 'darwin' ? [] : page.availableSpellCheckerLanguages }
  }

  /** The setting, at the start and after each change. */
  async follow(chosen: string): Promise<void> {
    if (chosen === this.#chosen) return
    this.#chosen = chosen
    const { platform, page } = this.world
    // Only a change makes it look: chosen once more after none, the same language would be none.
    if (chosen === '') this.#fetcher?.setSpellCheckerLanguages([])
    const isOfSystem = platform === 'darwin'
    page.setSpellCheckerEnabled(isOfSystem && chosen !== '')
    if (isOfSystem || !page.availableSpellCheckerLanguages.includes(chosen)) {
      return this.#become(isOfSystem && chosen !== '' ? 'ready' : 'off')
    }
    this.#become('coming')
    await this.#fetch(chosen)
  }

  /** A dictionary that is already in the folder is not fetched again. */
  async #fetch(language: string): Promise<void> {
    const fetcher = (this.#fetcher ??= this.#open())
    await fetcher.setProxy(this.world.proxy())
    if (this.#chosen !== language) return
    fetcher.setSpellCheckerDictionaryDownloadURL(this.world.from)
    fetcher.setSpellCheckerEnabled(true)
    fetcher.setSpellCheckerLanguages([language])
  }

  #open(): Fetcher {
    const fetcher = this.world.fetcher()
    fetcher.on('spellcheck-dictionary-initialized', (_event, language) => this.#arrived(language))
    fetcher.on('spellcheck-dictionary-download-failure', (_event, language) => this.#failed(language))
    return fetcher
  }

  #arrived(language: string): void {
    if (language !== this.#chosen) return
    const { page } = this.world
    page.setSpellCheckerLanguages([language])
    page.setSpellCheckerEnabled(true)
    this.#become('ready')
  }

  #failed(language: string): void {
    if (language !== this.#chosen) return
    this.#chosen = ''
    this.#fetcher?.setSpellCheckerLanguages([])
    this.#become('failed')
    this.world.giveUp()
  }

  #become(phase: SpellingState['phase']): void {
    if (phase === this.#phase) return
    this.#phase = phase
    this.world.changed(this.state)
  }
}
