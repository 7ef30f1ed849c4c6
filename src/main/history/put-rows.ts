import type { Conversation } from '../../shared/domain/conversation'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { Writable } from './database'
import type { NewTurn } from './history'
import { CONTENT_COLUMNS, contentValues } from './message-rows'

const PUT_CONVERSATION = `
  insert into conversation
    (id, title, provider_id, model, system_prompt, temperature, created_at_ms, updated_at_ms)
  values (?, ?, ?, ?, ?, ?, ?, ?)`

const PUT_MESSAGE = `
  insert into message (id, conversation_id, parent_id, role, text, created_at_ms) values (?, ?, ?, ?, ?, ?)`

const PUT_ANSWER = `
  insert into answer (message_id, run_id, provider_id, model, ${CONTENT_COLUMNS})
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const PUT_TOOL_RESULT = 'insert into tool_result (message_id, call_id, name, outcome) values (?, ?, ?, ?)'

// One whose bytes did not come is left out.
const PUT_IMAGE = `
  insert into message_image (position, message_id, image_id) select ?, ?, id from image where id = ?`

const PUT_CONTENT = `update answer set (${CONTENT_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?) where run_id = ?`

const PUT_ANSWER_TEXT = `
  update message set text = ? where id = (select message_id from answer where run_id = ?)`

/** Without its head, which does not exist yet. */
export function putConversation(database: Writable, made: Conversation): void {
  const { id, title, providerId, model, systemPrompt, temperature, createdAtMs, updatedAtMs } = made
  database.run(PUT_CONVERSATION, id, title, providerId, model, systemPrompt, temperature, createdAtMs, updatedAtMs)
}

export function putMessage(database: Writable, message: NewTurn['messages'][number]): void {
  const { id, conversationId, parentId, role, text, createdAtMs } = message
  database.run(PUT_MESSAGE, id, conversationId, parentId, role, text, createdAtMs)
  switch (message.role) {
    case 'user':
      message.images?.forEach((image, at) => database.run(PUT_IMAGE, at, id, image.id))
      return
    case 'assistant':
      database.run(PUT_ANSWER, id, message.runId, message.providerId, message.model, ...contentValues(message))
      return
    case 'tool':
      database.run(PUT_TOOL_RESULT, id, message.callId, message.name, message.outcome)
  }
}

/** Replaces the content of the answer that this run makes; false when there is none. */
export function putContent(database: Writable, runId: RunId, content: AnswerContent): boolean {
  const changed = database.run(PUT_CONTENT, ...contentValues(content), runId)
  database.run(PUT_ANSWER_TEXT, content.text, runId)
  return changed > 0
}
