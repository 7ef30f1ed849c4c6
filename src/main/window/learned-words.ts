import { LEARNED_WORD, MOST_LEARNED_WORDS } from '../../shared/domain/settings'

/** The part of a session on disk that keeps words. */
export interface WordStore {
  listWordsInSpellCheckerDictionary(): Promise<string[]>
  addWordToSpellCheckerDictionary(word: string): boolean
  removeWordFromSpellCheckerDictionary(word: string): boolean
}

export interface LearnedWorld {
  /** What the settings hold. */
  readonly words: () => readonly string[]
  readonly keep: (words: readonly string[]) => void
  /** Called when there is something to put into it or take out. */
  readonly store: () => WordStore
}

/**
 * Words the person has said are right. The settings hold them. The pages' session is in memory and takes none, but at
 * its start it reads the file that the default session writes, and what that session takes is told to every page.
 */
export class LearnedWords {
  #following: Promise<void> = Promise.resolve()

  constructor(private readonly world: LearnedWorld) {}

  knows(word: string): boolean {
    return this.world.words().includes(word)
  }

  canLearn(word: string): boolean {
    return LEARNED_WORD.test(word) && !this.knows(word) && this.world.words().length < MOST_LEARNED_WORDS
  }

  learn(word: string): void {
    if (this.canLearn(word)) this.world.keep([...this.world.words(), word])
  }

  /** At the start and after each change; one after the other, so that the last one counts. */
  follow(before: readonly string[]): Promise<void> {
    const words = this.world.words()
    if (words.length === 0 && before.length === 0) return this.#following
    this.#following = this.#following.then(() => this.#put(words))
    return this.#following
  }

  async #put(words: readonly string[]): Promise<void> {
    const store = this.world.store()
    const there = new Set(await store.listWordsInSpellCheckerDictionary())
    const wanted = new Set(words)
    for (const word of wanted) if (!there.has(word)) store.addWordToSpellCheckerDictionary(word)
    for (const word of there) if (!wanted.has(word)) store.removeWordFromSpellCheckerDictionary(word)
  }
}
