import type { ConversationId } from '../../../shared/domain/ids'
import type { SearchReply } from '../../../shared/ipc/search-calls'
import type { Writable } from '../database'
import type { HistoryWriter } from '../history-writer'
import { answerOf, conversationOf, endedWith, questionOf } from '../sample-turns'
import { IndexUpkeep } from './index-upkeep'

/** For tests: one conversation with these questions, each answered. Returns its id. */
export function putTexts(
  writer: HistoryWriter,
  texts: readonly (readonly [string, string])[],
  title = 'A title'
): ConversationId {
  const conversation = conversationOf({ title })
  const messages = texts.flatMap(([asked, answered]) => {
    const question = questionOf(conversation.id, null, asked)
    return [question, { ...answerOf(question), ...endedWith(answered) }]
  })
  writer.begin({ conversation, messages })
  return conversation.id
}

/** For tests: the background's work, at once. */
export function indexAll(database: Writable): void {
  const upkeep = new IndexUpkeep(database)
  for (let more = true; more; ) more = upkeep.step()
}

export function foundIds({ groups }: SearchReply): readonly string[] {
  return groups.flatMap(({ hits }) => hits.map(({ messageId }) => messageId))
}
