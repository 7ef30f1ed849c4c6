import { isLearnable, MOST_LEARNED_WORDS } from '../../shared/domain/settings'

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
  /** Whether an earlier start may have put words there. */
  readonly hasLeft: () => boolean
  /** They could not be put there; the next change tries again. */
  readonly failed: (error: unknown) => void
}

/**
 * Words the person has said are right. The settings hold them. The pages' session is in memory and takes none, but at
 * its start it reads the file that the default session writes, and what that session takes is told to every page.
 */
export class LearnedWords {
  #following: Promise<void> = Promise.resolve()
  /** What was put there last; null at the start. */
  #last: readonly string[] | null = null

  constructor(private readonly world: LearnedWorld) {}

  knows(word: string): boolean {
    return this.world.words().includes(word)
  }

  canLearn(word: string): boolean {
    return isLearnable(word) && !this.knows(word) && this.world.words().length < MOST_LEARNED_WORDS
  }

  learn(word: string): void {
    if (this.canLearn(word)) this.world.keep([...this.world.words(), word])
  }

  /** At the start and after each change; one after the other, so that the last one counts. Never rejects. */
  follow(): Promise<void> {
    const words = this.world.words()
    // Where the settings were lost, what they held is still in force and would be listed nowhere.
    const last = this.#last ?? (this.world.hasLeft() ? null : [])
    this.#last = words
    if (JSON.stringify(last) === JSON.stringify(words)) return this.#following
    this.#following = this.#following.then(() => this.#put(words)).catch(this.world.failed)
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
