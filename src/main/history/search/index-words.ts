import type { Readable } from '../database'

/** More words than this are not asked for one by one: to look each up takes some ten microseconds. */
const MOST_WORDS = 32
/** Comes before whatever a word of the index may go on with. */
const BEFORE_LETTERS = '!'

// For this connection alone: nothing of it is stored.
const WORDS = 'create virtual table if not exists temp.index_words using fts5vocab(main, message_index, instance)'
// Asked for what is greater than a word, it would read every place of that word.
const FIRST_FROM = 'select term from temp.index_words where term >= ? limit 1'

/** The words that the index of the messages has, during one search. */
export class IndexWords {
  private readonly known = new Map<string, readonly string[] | null>()

  constructor(private readonly database: Readable) {}

  /** Those that begin with this token, in order; null where they are too many. */
  beginningWith(token: string): readonly string[] | null {
    const known = this.known.get(token)
    if (known !== undefined) return known
    const words = this.read(token)
    this.known.set(token, words)
    return words
  }

  private read(token: string): readonly string[] | null {
    this.database.get(WORDS)
    const words: string[] = []
    for (let word = this.firstFrom(token); word?.startsWith(token); word = this.firstFrom(word + BEFORE_LETTERS)) {
      if (words.length === MOST_WORDS) return null
      words.push(word)
    }
    return words
  }

  private firstFrom(token: string): string | undefined {
    return this.database.get<{ term: string }>(FIRST_FROM, token)?.term
  }
}
