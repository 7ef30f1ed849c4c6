import type { Readable } from '../database'

/** Finer than this two moments share a key's base: keys stay small, and small ones cost less in the index. */
const MS_PER_KEY = 16
const MOST_BASE = 2 ** 48

/** The base of the keys of messages of this moment, in milliseconds since 1970. */
export function keyBase(createdAtMs: number): number {
  return Math.min(Math.max(Math.floor(createdAtMs / MS_PER_KEY), 1), MOST_BASE)
}

/** Gives every message a key that rises with its time, whenever it is put in; the next free one where that is taken. */
export class DocKeys {
  /** Messages of one moment come together: from its base on, up to the last given key, nothing is free. */
  #fromBase = 0
  #last = 0

  constructor(private readonly database: Readable) {}

  next(createdAtMs: number): number {
    const base = keyBase(createdAtMs)
    const goesOn = base >= this.#fromBase && base <= this.#last
    let key = goesOn ? this.#last + 1 : base
    while (this.database.get('select 1 from search_doc where doc = ?', key)) key++
    if (!goesOn) this.#fromBase = base
    this.#last = key
    return key
  }
}
