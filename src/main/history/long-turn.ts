import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Answer, Question } from '../../shared/domain/message'
import type { New, NewTurn } from './history'
import { answerOf, conversationOf, endedWith, questionOf } from './sample-turns'

const PARTS: readonly ((nth: number) => string)[] = [
  () => 'The tide does not know anything; it falls, and the ground turns under it. '.repeat(5),
  (nth) => `- one thing of ${nth}\n- another, **much** longer thing\n- a third`,
  (nth) => `\`\`\`ts\nconst depth = ${nth}\nfor (let at = 0; at < depth; at++) measure(at)\n\`\`\``,
  () => '月球对近侧海水的引力比对地心的更大，海面因此鼓起。'.repeat(4),
  (nth) => `| hour | height |\n| --- | --- |\n| ${nth} | 3.2 m |\n| ${nth + 6} | 0.4 m |`
]

/** For tests: a conversation of this many messages, of lengths that differ, each of which names its number. */
export function longTurn(count: number, title = 'A long conversation'): NewTurn & { conversation: { id: ConversationId } } {
  const conversation = { ...conversationOf({ title }), updatedAtMs: Date.now() }
  const messages: (New<Question> | New<Answer>)[] = []
  let parentId: MessageId | null = null
  for (let nth = 1; nth <= count; nth += 2) {
    const question: New<Question> = questionOf(conversation.id, parentId, `Question number ${nth}: why?`)
    const answer = { ...answerOf(question), ...endedWith(longAnswer(nth + 1)) }
    messages.push(question, answer)
    parentId = answer.id
  }
  return { conversation, messages }
}

function longAnswer(nth: number): string {
  const parts = Array.from({ length: (nth * 7) % 9 }, (_, at) => PARTS[(nth + at) % PARTS.length]?.(nth) ?? '')
  return [`Answer number ${nth}.`, ...parts].join('\n\n')
}
