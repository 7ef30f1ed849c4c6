import { createHash } from 'node:crypto'

/**
 * A dictionary of a few words as Chromium keeps them, each with a first letter of its own and 15 at most. The form is
 * that of `third_party/hunspell/google/bdict.h`, version 2: a header, rules (there are none), a trie of words.
 */
export function smallDictionary(words: readonly string[]): Buffer {
  const sorted = [...words].sort()
  const leaves = sorted.map((word) => Buffer.from(`\x40\0${word.slice(1)}\0`, 'latin1'))
  const entries = sorted.flatMap((word, at) => {
    const offset = leaves.slice(0, at).reduce((sum, leaf) => sum + leaf.length, 0)
    return [word.charCodeAt(0), offset]
  })
  const trie = Buffer.concat([Buffer.from([0xe0 | sorted.length, ...entries]), ...leaves])
  const data = Buffer.concat([rules(HEADER_BYTES), trie])
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('BDic', 'latin1')
  header.writeUInt16LE(2, 4)
  header.writeUInt32LE(HEADER_BYTES, 8)
  header.writeUInt32LE(HEADER_BYTES + data.length - trie.length, 12)
  createHash('md5').update(data).digest().copy(header, 16)
  return Buffer.concat([header, data])
}

const HEADER_BYTES = 32
const TABLES_BYTES = 16

/** Where the four tables are, and what is in them: nothing but the alphabet and the letters to try. */
function rules(start: number): Buffer {
  const tables = ['\0\0', '\0', '\0\0', 'SET UTF-8\nTRY esianrtolcdugmphbyfvkwzq\n\0'].map((table) => Buffer.from(table))
  const header = Buffer.alloc(TABLES_BYTES)
  let at = start + TABLES_BYTES
  tables.forEach((table, index) => {
    header.writeUInt32LE(at, index * 4)
    at += table.length
  })
  return Buffer.concat([header, ...tables])
}
