import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { faultError } from '../../fault-error'
import type { SourceDocument, SourceFile } from './source-file'

/** What exports call their conversations, alone or in numbered parts, at any depth of folders. */
const CONVERSATIONS = /(?:^|\/)conversations(?:[-_]\d+)?\.json$/i

/** Text shrinks to a fifth or a tenth. What shrinks to less than a two-hundredth was made to fill the disk. */
const DENSEST = 200
const SMALL_BYTES = 64 * 1024 * 1024
const MOST_BYTES = 100 * 1024 * 1024 * 1024
const MOST_ENTRIES = 1_000

/**
 * The conversations in a zip, by the zip's own directory. Nothing is unpacked to the disk: the entries with known names
 * are read, and no name is ever taken for a path.
 */
export async function readZip(file: string): Promise<Omit<SourceFile, 'atMs'>> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: false }).catch(damaged)
  try {
    const entries = await conversationsIn(zip)
    if (entries.length === 0) throw faultError('file_not_known', 'the zip holds no conversations.json')
    entries.forEach(assertPlausible)
    const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
    // Entries may share the same bytes, each of them plausible.
    assertPlausible({ uncompressedSize: bytes, compressedSize: zip.fileSize })
    if (bytes > MOST_BYTES) throw faultError('file_unsafe', 'it would unpack to more than 100 GB')
    return { documents: entries.map((entry) => documentOf(zip, entry)), bytes, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function conversationsIn(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      if (CONVERSATIONS.test(entry.fileName)) entries.push(entry)
      if (entries.length > MOST_ENTRIES) throw faultError('file_unsafe', 'it holds too many parts')
    }
  } catch (error) {
    throw zipFault(error)
  }
  return entries.sort((a, b) => a.fileName.localeCompare(b.fileName, 'en', { numeric: true }))
}

function assertPlausible({ uncompressedSize, compressedSize }: Pick<Entry, 'uncompressedSize' | 'compressedSize'>): void {
  if (uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * DENSEST) {
    throw faultError('file_unsafe', 'it would unpack to far more than it holds')
  }
}

function documentOf(zip: ZipFile, entry: Entry): SourceDocument {
  // The stream ends with an error where it holds more or less than the directory says.
  return { name: entry.fileName, open: () => zip.openReadStreamPromise(entry).catch(damaged) }
}

function damaged(error: unknown): never {
  throw zipFault(error)
}

function zipFault(error: unknown): Error {
  if (error instanceof Error && error.name === 'FaultError') return error
  const message = error instanceof Error ? error.message : ''
  // The reader refuses names that lead out of the folder they would be unpacked to.
  if (/absolute path|invalid relative path|invalid characters in fileName/.test(message)) {
    return faultError('file_unsafe', 'it names places outside itself')
  }
  return faultError('file_damaged', 'the zip cannot be read')
}
