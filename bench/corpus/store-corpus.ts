import type { ConversationId, MessageId, ProviderId, RunId } from '../../src/shared/domain/ids'
import { emptyContent } from '../../src/shared/answer-content'
import type { Writable } from '../../src/main/history/database'
import { putConversation, putMessage } from '../../src/main/history/put-rows'
import type { CorpusConversation } from './corpus'

const PROVIDER = 'demo' as ProviderId
/** As an import of many conversations does it. */
const MESSAGES_TOGETHER = 1_000

/** Puts a corpus into a history. `between` is called after each transaction. */
export function storeCorpus(
  database: Writable,
  all: Iterable<CorpusConversation>,
  between: () => void = () => undefined
): void {
  let together: CorpusConversation[] = []
  let messages = 0
  const flush = (): void => {
    database.transaction('process', () => together.forEach((one) => storeConversation(database, one)))
    together = []
    messages = 0
    between()
  }
  for (const conversation of all) {
    together.push(conversation)
    messages += conversation.messages.length
    if (messages >= MESSAGES_TOGETHER) flush()
  }
  flush()
}

function storeConversation(database: Writable, made: CorpusConversation): void {
  const conversationId = made.id as ConversationId
  const { title, model, createdAtMs, messages } = made
  putConversation(database, {
    id: conversationId,
    title,
    providerId: PROVIDER,
    model,
    systemPrompt: '',
    temperature: null,
    headId: null,
    createdAtMs,
    updatedAtMs: messages.at(-1)?.createdAtMs ?? createdAtMs
  })
  for (const { id, parentId, role, text, createdAtMs } of messages) {
    const place = { id: id as MessageId, conversationId, parentId: parentId as MessageId | null, createdAtMs }
    if (role === 'user') putMessage(database, { ...place, role, text })
    else putMessage(database, { ...place, ...answer(text, id), role, providerId: PROVIDER, model })
  }
  const head = messages.at(-1)?.id ?? null
  database.run('update conversation set head_id = ? where id = ?', head, conversationId)
}

function answer(text: string, id: string): ReturnType<typeof emptyContent> & { runId: RunId } {
  return {
    ...emptyContent(),
    text,
    runId: `run-${id}` as RunId,
    state: { phase: 'ended', finish: 'stop', rawFinish: 'stop' }
  }
}
