import type { ConversationChange, Draft } from '../../shared/domain/conversation'
import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import { isLive, type Attempt } from '../../shared/domain/run'
import type { Fault } from '../../shared/fault'
import { faultError } from '../fault-error'
import type { Value, Writable } from './database'
import { foldPieces } from './fold-pieces'
import type { NewTurn, StoredRequest } from './history'
import { LIVE_PHASES } from './live-runs'
import { Journal, noRun, type Append } from './journal'
import { contentOf, type StoredContent } from './message-rows'
import { PlaceWriter, putPlace } from './place-writer'
import { putContent, putConversation, putMessage } from './put-rows'
import { dropLostImages, putImage, type StoredImage } from './stored-image'
import { UnfinishedAttempt } from './unfinished-attempt'

const LIVE = `phase in ${LIVE_PHASES}`

// What is asked in an archived conversation takes it out of the archive.
const PUT_HEAD = `
  update conversation set head_id = ?, updated_at_ms = max(updated_at_ms, ?), archived_at_ms = null
  where id = ? and deleted_at_ms is null`

const STORED = `
  select m.id as messageId, m.text, a.run_id as runId, a.reasoning, a.past_reasoning as pastReasoning, a.refusal,
    a.tool_calls as toolCalls, a.seams, a.attempts, a.skipped_events as skippedEvents, a.state
  from answer a join message m on m.id = a.message_id`

const CHANGE = `
  update conversation set title = coalesce(?, title), provider_id = coalesce(?, provider_id),
    model = coalesce(?, model), system_prompt = coalesce(?, system_prompt),
    temperature = case when ? then ? else temperature end
  where id = ? and deleted_at_ms is null`

const NEWEST_LEAF = `
  with recursive below (id, conversation_id, created_at_ms) as (
    select id, conversation_id, created_at_ms from message where id = ?
    union all
    select m.id, m.conversation_id, m.created_at_ms
    from below join message m on m.conversation_id = below.conversation_id and m.parent_id = below.id
  )
  select id, conversation_id as conversationId from below
  where not exists (
    select 1 from message m where m.conversation_id = below.conversation_id and m.parent_id = below.id
  )
  order by created_at_ms desc, id desc limit 1`

const TOUCH = `
  update conversation set updated_at_ms = max(updated_at_ms, ?)
  where id = (select conversation_id from message where id = ?)`

const PUT_REQUEST = `
  insert into request (message_id, url, body) values (?, ?, ?)
  on conflict (message_id) do update set url = excluded.url, body = excluded.body`

const PUT_DRAFT = `
  insert into draft (conversation_id, text, updated_at_ms, images) values (?, ?, ?, ?)
  on conflict (conversation_id) do update
    set text = excluded.text, updated_at_ms = excluded.updated_at_ms, images = excluded.images`

type StoredRow = StoredContent & { readonly messageId: MessageId; readonly runId: RunId }

/**
 * Every change the app makes to its history. Each is one transaction; one that throws has left nothing behind. Asked
 * twice it is as if it had been asked once: a thread that dies leaves open whether it has committed.
 */
export class HistoryWriter {
  private readonly journal: Journal

  constructor(
    private readonly database: Writable,
    /** Milliseconds since 1970. */
    private readonly wallMs: () => number = Date.now
  ) {
    this.journal = new Journal(database, 'piece', `select 1 from answer where run_id = ? and ${LIVE}`)
  }

  begin({ conversation, messages }: NewTurn): void {
    this.lasting(() => {
      const last = messages.at(-1)
      if (last && this.database.get('select 1 from message where id = ?', last.id)) return
      if (conversation) putConversation(this.database, conversation)
      for (const message of messages) putMessage(this.database, message)
      if (last) this.mustChange(PUT_HEAD, last.id, last.createdAtMs, last.conversationId)
    })
  }

  append(appends: readonly Append[]): readonly (Fault | null)[] {
    return this.journal.append(appends)
  }

  end(runId: RunId, content: AnswerContent): void {
    if (isLive(content.state)) throw faultError('internal', 'a run cannot end in a live state')
    this.lasting(() => this.settle(runId, content))
  }

  reopen(answerId: MessageId, runId: RunId): void {
    this.lasting(() => {
      const row = this.database.get<StoredRow>(`${STORED} where a.message_id = ?`, answerId)
      if (!row) throw faultError('gone', 'there is no such answer')
      this.settle(row.runId, { ...foldPieces(this.database, row.runId, contentOf(row)), state: { phase: 'waiting' } })
      this.mustChange('update answer set run_id = ? where message_id = ?', runId, answerId)
      this.database.run(TOUCH, this.wallMs(), answerId)
    })
  }

  putRequest(answerId: MessageId, request: StoredRequest): void {
    this.quick(() => this.mustChange(PUT_REQUEST, answerId, request.url, JSON.stringify(request.body)))
  }

  change(id: ConversationId, change: ConversationChange): void {
    const { title = null, providerId = null, model = null, systemPrompt = null, temperature } = change
    const sets = temperature === undefined ? 0 : 1
    const values = [title, providerId, model, systemPrompt, sets, temperature ?? null]
    this.quick(() => {
      this.mustChange(CHANGE, ...values, id)
      putPlace(this.database, id, change, this.wallMs())
    })
  }

  /** Returns the conversation whose head has moved. */
  choose(messageId: MessageId): ConversationId {
    return this.quick(() => {
      const leaf = this.database.get<{ id: MessageId; conversationId: ConversationId }>(NEWEST_LEAF, messageId)
      if (!leaf) throw faultError('gone', 'there is no such message')
      const { conversationId } = leaf
      this.mustChange('update conversation set head_id = ? where id = ?', leaf.id, conversationId)
      return conversationId
    })
  }

  delete(id: ConversationId): void {
    const sql = 'update conversation set deleted_at_ms = coalesce(deleted_at_ms, ?) where id = ?'
    this.quick(() => this.mustChange(sql, this.wallMs(), id))
  }

  restore(id: ConversationId): void {
    this.quick(() => this.mustChange('update conversation set deleted_at_ms = null where id = ?', id))
  }

  putDraft({ conversationId, text, images = [] }: Draft): void {
    const id = conversationId ?? ''
    const isEmpty = text === '' && images.length === 0
    if (isEmpty) this.quick(() => this.database.run('delete from draft where conversation_id = ?', id))
    else this.quick(() => this.database.run(PUT_DRAFT, id, text, this.wallMs(), JSON.stringify(images)))
  }

  putImage(image: StoredImage): void {
    this.quick(() => putImage(this.database, image))
  }

  /** One transaction for each answer and conversation, so that a long list of them never holds the disk for long. */
  recover(): readonly MessageId[] {
    new PlaceWriter(this.database, this.wallMs).purgeOld()
    this.quick(() => dropLostImages(this.database))
    const rows = this.database.all<StoredRow>(`${STORED} where a.${LIVE} order by m.row`)
    for (const row of rows) this.lasting(() => this.interrupt(row))
    return rows.map((row) => row.messageId)
  }

  private interrupt(row: StoredRow): void {
    const unfinished = new UnfinishedAttempt()
    const content = foldPieces(this.database, row.runId, contentOf(row), unfinished)
    // A run whose last frame is in the journal had ended; only its fold was missing.
    this.settle(row.runId, isLive(content.state) ? interrupted(content, unfinished.attempt) : content)
  }

  private settle(runId: RunId, content: AnswerContent): void {
    if (!putContent(this.database, runId, content)) throw noRun()
    this.database.run('delete from piece where run_id = ?', runId)
  }

  private mustChange(sql: string, ...values: readonly Value[]): void {
    if (this.database.run(sql, ...values) === 0) throw faultError('gone', 'what should change does not exist')
  }

  private lasting<T>(write: () => T): T {
    return this.database.transaction('power', write)
  }

  private quick<T>(write: () => T): T {
    return this.database.transaction('process', write)
  }
}

/** The attempt that was cut off counts with the figures it had. */
function interrupted(content: AnswerContent, cutOff: Attempt | null): AnswerContent {
  const attempts = cutOff ? [...content.attempts, cutOff] : content.attempts
  return { ...content, attempts, state: { phase: 'interrupted', fault: null } }
}
