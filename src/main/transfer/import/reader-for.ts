import { RILL_FORMAT, RILL_VERSION } from '../export/rill-writer'
import { faultError } from '../../fault-error'
import { fieldsOf, listOf } from './json-shapes'
import { ChatGptReader } from './read-chatgpt'
import { ClaudeReader } from './read-claude'
import { OpenAiReader } from './read-openai'
import type { RecordReader } from './record-reader'

/**
 * By what an object says before its records; null where that says nothing. Rejects for a version not known yet. What
 * Rill's own records are checked by takes longer to load than all the rest, so it is loaded for them alone.
 */
export async function readerForHead(head: unknown): Promise<RecordReader | null> {
  const { format, version } = fieldsOf(head)
  if (format !== RILL_FORMAT) return null
  if (typeof version !== 'number' || version > RILL_VERSION) throw faultError('file_newer', `version ${String(version)}`)
  const { RillReader } = await import('./read-rill')
  return new RillReader()
}

/** By the first record that is like one of a known format; null where this one is not. */
export function readerForRecord(record: unknown, undatedMs: number): RecordReader | null {
  const fields = fieldsOf(record)
  if (Array.isArray(fields['chat_messages'])) return new ClaudeReader(undatedMs)
  if (typeof fields['mapping'] === 'object' && fields['mapping'] !== null) return new ChatGptReader(undatedMs)
  const isMessages = listOf(fields['messages']).some((one) => 'role' in fieldsOf(one))
  return isMessages || ('role' in fields && 'content' in fields) ? new OpenAiReader(undatedMs) : null
}
