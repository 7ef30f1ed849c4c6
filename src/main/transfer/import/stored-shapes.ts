import { z } from 'zod'
import type { AnswerContent, ToolOutcome } from '../../../shared/domain/message'
import { FINISHES, type AnswerState, type Attempt, type RetryScheduled, type Seam, type ToolCall } from '../../../shared/domain/run'
import type { StreamStats } from '../../../shared/domain/stats'
import { FAULT_KINDS, type Fault } from '../../../shared/fault'
import type { StoredConversation, StoredFolder } from '../../history/export-reader'
import type { ImportedDraft, ImportedMessage } from '../../history/import-part'

/** A schema that no longer covers its type breaks the build; fields it does not know are let through. */
type Covers<T> = z.ZodType<{ [Key in keyof T]: unknown } & object>

const id = z.string().min(1).max(64)
const count = z.number().min(0)
/** Further off no calendar goes, and no day could be named: https://tc39.es/ecma262/#sec-time-values-and-time-range */
const FURTHEST_MS = 8.64e15
const ms = z.number().int().min(-FURTHEST_MS).max(FURTHEST_MS)

const fault = z.looseObject({ kind: z.enum(FAULT_KINDS), message: z.string() }) satisfies Covers<Pick<Fault, 'kind' | 'message'>>

const stats = z.looseObject({
  chunks: count,
  tokens: count,
  tokensExact: z.boolean(),
  firstTokenMs: count.nullable(),
  elapsedMs: count,
  tokensPerSecond: count.nullable(),
  tokensPerSecondNow: count.nullable(),
  longestStallMs: count,
  attempts: count,
  perSecond: z.array(count)
}) satisfies Covers<StreamStats>

const way = z.enum(['first', 'repeat', 'continue'])

const attempt = z.looseObject({
  number: count,
  way,
  startedAtMs: z.number(),
  stats,
  fault: fault.nullable()
}) satisfies Covers<Attempt>

const seam = z.looseObject({
  at: count,
  attempt: count,
  of: count,
  waitedMs: count,
  trimmed: z.string()
}) satisfies Covers<Seam>

const toolCall = z.looseObject({ id: z.string(), name: z.string(), arguments: z.string() }) satisfies Covers<ToolCall>

const retry = z.looseObject({
  attempt: count,
  of: count,
  waitMs: count,
  atMs: z.number().nullable(),
  way,
  fault
}) satisfies Covers<RetryScheduled>

const state: Covers<Pick<AnswerState, 'phase'>> = z.union([
  z.looseObject({ phase: z.enum(['waiting', 'streaming', 'stopped']) }),
  z.looseObject({ phase: z.literal('retrying'), retry }),
  z.looseObject({ phase: z.literal('ended'), finish: z.enum(FINISHES), rawFinish: z.string() }),
  z.looseObject({ phase: z.literal('interrupted'), fault: fault.nullable() }),
  z.looseObject({ phase: z.literal('failed'), fault })
])

const content = {
  reasoning: z.string(),
  pastReasoning: z.array(z.string()),
  refusal: z.string(),
  toolCalls: z.array(toolCall),
  seams: z.array(seam),
  attempts: z.array(attempt),
  skippedEvents: z.number().int().min(0),
  state
} satisfies Record<keyof Omit<AnswerContent, 'text'>, z.ZodType>

const inTree = { id, conversationId: id, parentId: id.nullable(), createdAtMs: ms, text: z.string() }

const message = z.discriminatedUnion('role', [
  z.looseObject({ ...inTree, role: z.literal('user') }),
  z.looseObject({
    ...inTree,
    ...content,
    role: z.literal('assistant'),
    runId: id,
    providerId: id,
    model: z.string(),
    request: z.looseObject({ url: z.string(), body: z.unknown() }).optional()
  }),
  z.looseObject({
    ...inTree,
    role: z.literal('tool'),
    callId: z.string(),
    name: z.string(),
    outcome: z.enum(['ran', 'refused', 'failed'] satisfies readonly ToolOutcome[])
  })
])

const draft = z.looseObject({ text: z.string(), updatedAtMs: ms }) satisfies Covers<ImportedDraft>

const conversation = z.looseObject({
  id,
  title: z.string(),
  providerId: id,
  model: z.string(),
  systemPrompt: z.string(),
  temperature: z.number().nullable(),
  headId: id.nullable(),
  createdAtMs: ms,
  updatedAtMs: ms,
  deletedAtMs: ms.nullable(),
  draft: draft.nullable(),
  folderId: id.nullish(),
  pinnedAtMs: ms.nullish(),
  archivedAtMs: ms.nullish()
} satisfies Record<keyof StoredConversation, z.ZodType>)

const folder = z.looseObject({
  id,
  name: z.string(),
  parentId: id.nullable(),
  position: z.number().int(),
  open: z.boolean()
}) satisfies Covers<StoredFolder>

// What is read is handed on as it is, so that nothing of it changes its order or its name.
export const isStoredMessage = (value: unknown): value is ImportedMessage => message.safeParse(value).success
export const isStoredDraft = (value: unknown): value is ImportedDraft => draft.safeParse(value).success
export const isStoredFolder = (value: unknown): value is StoredFolder => folder.safeParse(value).success
export const isStoredConversation = (value: unknown): value is StoredConversation =>
  conversation.safeParse(value).success
