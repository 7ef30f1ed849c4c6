import { z } from 'zod'
import { MOST_DRAFT_LENGTH } from '../../shared/domain/conversation'
import { MOST_WRITTEN_ANEW } from '../../shared/domain/handed-over'
import type { ConversationId, FolderId, MessageId, ProviderId, RunId } from '../../shared/domain/ids'
import { IMAGE_TYPES, LONGEST_EDGE_PX, MOST_IMAGE_BYTES, MOST_IMAGES, type ImageId } from '../../shared/domain/image'
import { PRESET_IDS } from '../../shared/domain/provider'
import { EXPORT_FORMS } from '../../shared/domain/transfer'
import { MOST_LANGUAGE_LENGTH, MOST_SOURCE_LENGTH } from '../../shared/domain/translation'
import type { Calls } from '../../shared/ipc/calls'
import { optionalFields, providerFields, settingsFields } from '../settings/settings-fields'

const maxTextLength = 8 * 1024 * 1024
const maxIdLength = 64

function id<T extends string>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'string' && value.length > 0 && value.length <= maxIdLength)
}

const nothing = z.strictObject({})
const text = z.string().max(maxTextLength)
const line = z.string().max(500)
const conversationId = id<ConversationId>()
const messageId = id<MessageId>()
const folderId = id<FolderId>()
const providerId = id<ProviderId>()
const runId = id<RunId>()
const imageId = id<ImageId>()
const edgePx = z.number().int().min(1).max(LONGEST_EDGE_PX)
const temperature = z.number().min(0).max(2).nullable()

/** A change whose absent fields stay as they are: an explicit undefined is refused, not stored. */
const changeOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape).refine((change) => Object.values(change).every((value) => value !== undefined))

const settingsChange = z.strictObject(optionalFields(settingsFields))

/** Its id and its preset stay; what was learned of its server is not the page's to say. */
const { id: _id, preset: _preset, quirks: _quirks, ...changeable } = optionalFields(providerFields)
const providerChange = z.strictObject(changeable)

const placeFields = {
  folderId: folderId.nullable().exactOptional(),
  pinned: z.boolean().exactOptional(),
  archived: z.boolean().exactOptional()
}

const conversationChange = changeOf({
  ...placeFields,
  // Empty for one that has none, as some are imported.
  title: line.exactOptional(),
  providerId: providerId.exactOptional(),
  model: line.exactOptional(),
  systemPrompt: text.exactOptional(),
  temperature: temperature.exactOptional()
})

const folderName = z.string().min(1).max(100)
/** As many as a list of the size we hold ourselves to. */
const manyIds = z.array(conversationId).min(1).max(100_000)

const listPlace = z.union([
  z.strictObject({ kind: z.enum(['inbox', 'pinned', 'archive', 'trash']) }),
  z.strictObject({ kind: z.literal('folder'), folderId })
])

const translationChange = changeOf({
  source: z.string().max(MOST_SOURCE_LENGTH).exactOptional(),
  from: z.string().max(MOST_LANGUAGE_LENGTH).exactOptional(),
  to: z.string().min(1).max(MOST_LANGUAGE_LENGTH).exactOptional(),
  model: z.strictObject({ providerId, model: line.min(1) }).exactOptional()
})

const image = z.strictObject({ id: imageId, type: z.enum(IMAGE_TYPES), widthPx: edgePx, heightPx: edgePx })
const imageBytes = z.instanceof(Uint8Array).refine(({ length }) => length <= MOST_IMAGE_BYTES)

const draft = z.strictObject({
  conversationId: conversationId.nullable(),
  text: z.string().max(MOST_DRAFT_LENGTH),
  images: z.array(image).min(1).max(MOST_IMAGES).exactOptional()
})

const writtenAnew = z.strictObject({ questionId: messageId, text, images: z.array(image).max(MOST_IMAGES) })

const askQuestion = z.strictObject({
  conversationId: conversationId.nullable(),
  text,
  images: z.array(imageId).min(1).max(MOST_IMAGES).exactOptional(),
  about: text.exactOptional(),
  providerId,
  model: line,
  systemPrompt: text,
  temperature
}).refine((ask) => ask.text.trim() !== '' || ask.images !== undefined)

/** What each call accepts. A schema that no longer matches its call's type breaks the build. */
export const ASKS: { readonly [Name in keyof Calls]: z.ZodType<Calls[Name]['ask']> } = {
  'app:info': nothing,
  'app:open-link': z.strictObject({ url: z.string().max(8_000) }),
  'app:copy-text': z.strictObject({ text: z.string().max(64 * 1024 * 1024) }),
  'app:window-now': z.strictObject({
    front: z.enum(['conversation', 'settings', 'translate']),
    opened: z.boolean(),
    asks: z.boolean(),
    messages: z.boolean(),
    answer: z.boolean(),
    writing: z.boolean()
  }),
  'app:new-window': z.strictObject({ conversationId: conversationId.nullable() }),
  'app:dismiss-notice': z.strictObject({ id: line }),
  'settings:get': nothing,
  'settings:change': settingsChange,
  'settings:export': nothing,
  'settings:choose-import': nothing,
  'settings:import': nothing,
  'providers:list': nothing,
  'providers:presets': nothing,
  'providers:add': z.strictObject({
    preset: z.enum(PRESET_IDS),
    baseUrl: z.string().max(2_000).exactOptional(),
    name: z.string().min(1).max(100).exactOptional()
  }),
  'providers:change': z.strictObject({ providerId, change: providerChange }),
  'providers:remove': z.strictObject({ providerId }),
  'providers:models': z.strictObject({ providerId }),
  'providers:test': z.strictObject({ providerId, model: line }),
  'providers:find-local': nothing,
  'keys:put': z.strictObject({ providerId, secret: z.string().max(10_000), where: z.enum(['keychain', 'session']) }),
  'keys:status': z.strictObject({ providerId }),
  'keys:forget': z.strictObject({ providerId }),
  'conversations:list': z.strictObject({
    limit: z.number().int().min(1).max(1_000),
    offset: z.number().int().min(0).max(10_000_000),
    place: listPlace.exactOptional()
  }),
  'conversations:outline': z.strictObject({ nowMs: z.number().int().min(0).max(8.64e15) }),
  'conversations:open': z.strictObject({ conversationId }),
  'conversations:change': z.strictObject({ conversationId, change: conversationChange }),
  'conversations:delete': z.strictObject({ conversationId }),
  'conversations:restore': z.strictObject({ conversationId }),
  'conversations:change-many': z.strictObject({ conversationIds: manyIds, change: changeOf(placeFields) }),
  'conversations:delete-many': z.strictObject({ conversationIds: manyIds }),
  'conversations:restore-many': z.strictObject({ conversationIds: manyIds }),
  'conversations:purge': z.strictObject({ conversationIds: manyIds.nullable() }),
  'folders:list': nothing,
  'folders:add': z.strictObject({ name: folderName, parentId: folderId.nullable() }),
  'folders:change': z.strictObject({
    folderId,
    change: changeOf({
      name: folderName.exactOptional(),
      parentId: folderId.nullable().exactOptional(),
      open: z.boolean().exactOptional(),
      at: z.number().int().min(0).max(10_000).exactOptional()
    })
  }),
  'folders:remove': z.strictObject({ folderId }),
  'folders:restore': z.strictObject({
    folder: z.strictObject({ id: folderId, name: folderName, parentId: folderId.nullable(), open: z.boolean() }),
    at: z.number().int().min(0).max(10_000),
    folderIds: z.array(folderId).max(10_000),
    conversationIds: z.array(conversationId).max(1_000_000)
  }),
  'messages:choose': z.strictObject({ messageId }),
  'messages:fork': z.strictObject({ messageId, title: line.min(1) }),
  'messages:tree': z.strictObject({ conversationId }),
  'messages:outline': z.strictObject({ headId: messageId }),
  'messages:read': z.strictObject({ messageIds: z.array(messageId).max(100) }),
  'messages:find': z.strictObject({ headId: messageId, text: line }),
  'search:messages': z.strictObject({
    query: line,
    order: z.enum(['newest', 'relevance']),
    limit: z.number().int().min(1).max(200),
    cursor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable()
  }),
  'drafts:get': nothing,
  'drafts:put': draft,
  'images:add': z.strictObject({ bytes: imageBytes, widthPx: edgePx, heightPx: edgePx }),
  'images:read': z.strictObject({ imageId }),
  'chat:ask': askQuestion,
  'chat:regenerate': z.strictObject({ answerId: messageId }),
  'chat:edit': z
    .strictObject({ questionId: messageId, text, images: z.array(imageId).max(MOST_IMAGES) })
    .refine((edit) => edit.text.trim() !== '' || edit.images.length > 0),
  'chat:continue': z.strictObject({ answerId: messageId }),
  'chat:keep': z.strictObject({ answerId: messageId }),
  'chat:stop': z.strictObject({ runId }),
  'chat:retry-now': z.strictObject({ runId }),
  'chat:attach': z.strictObject({ runId }),
  'chat:detach': z.strictObject({ runId }),
  'chat:live': nothing,
  'chat:copy-request': z.strictObject({
    answerId: messageId,
    form: z.enum(['curl', 'python', 'js-openai', 'js-fetch'])
  }),
  'transfer:export': z.strictObject({
    form: z.enum(EXPORT_FORMS),
    scope: z.array(conversationId).min(1).max(100_000).nullable()
  }),
  'transfer:choose-import': nothing,
  'transfer:preview': nothing,
  'transfer:import': nothing,
  'transfer:back-up': nothing,
  'transfer:choose-backup': nothing,
  'transfer:restore': nothing,
  'transfer:drop-backup': nothing,
  'transfer:cancel': nothing,
  'transfer:show-saved': nothing,
  'transfer:choose-folder': nothing,
  'transfer:move': nothing,
  'transfer:open-folder': nothing,
  'translate:open': nothing,
  'translate:change': translationChange,
  'translate:swap': nothing,
  'translate:stop': nothing,
  'translate:resume': nothing,
  'translate:again': nothing,
  'translate:retry-now': nothing,
  'translate:attach': z.strictObject({ runId }),
  'translate:detach': z.strictObject({ runId }),
  'quick:hide': nothing,
  'quick:resize': z.strictObject({ heightPx: z.number().min(0).max(100_000) }),
  'quick:clipboard': nothing,
  'quick:open-in-window': z.strictObject({ draft, edits: z.array(writtenAnew).max(MOST_WRITTEN_ANEW) }),
  'quick:translate-in-window': nothing,
  'quick:keep': z.strictObject({ conversationId, keep: z.boolean() }),
  'quick:leave': z.strictObject({ conversationId }),
  'settings:spelling': nothing,
  'desktop:state': nothing,
  'desktop:take-handed-over': nothing,
  'desktop:record': z.strictObject({ recording: z.boolean() }),
  'tools:waiting': nothing,
  // Gateways put whole signatures into the ids of calls.
  'tools:decide': z.strictObject({ answerId: messageId, callId: text, allowed: z.boolean() })
}
