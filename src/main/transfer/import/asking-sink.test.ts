import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { unpacked, type ImportPart } from '../../history/import-part'
import { conversationOf, questionOf } from '../../history/sample-turns'
import type { FromTransfer, ToTransfer } from '../transfer-jobs'
import { askingSink } from './asking-sink'

function partOf(last: boolean): ImportPart {
  const made = conversationOf()
  const conversation = { ...made, deletedAtMs: null, draft: null }
  return { conversation, messages: [questionOf(made.id, null, 'Why?')], first: true, last }
}

it('sends parts as one piece of bytes, and says beside it what main has to know', async () => {
  const { port1, port2 } = new MessageChannel()
  const parts = [partOf(true), partOf(true), partOf(false)]
  const replies = askingSink(port1).parts(parts)
  const [asked] = (await once(port2, 'message')) as [FromTransfer]
  if (asked.kind !== 'put' || asked.put.kind !== 'parts') throw new Error('it asks for something else')
  expect(asked.put.parts.bytes).toBeInstanceOf(Uint8Array)
  expect(asked.put.completed).toBe(parts[1]?.conversation.id)
  expect(unpacked(asked.put.parts)).toEqual(parts)
  port2.postMessage({ ok: true, value: [] } satisfies ToTransfer)
  expect(await replies).toEqual([])
  port2.close()
})
