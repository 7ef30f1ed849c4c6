declare const kind: unique symbol

/** A globally unique id (UUIDv7, so it sorts by creation). The phantom kind keeps ids of different things apart. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

export type ConversationId = Id<'conversation'>
export type MessageId = Id<'message'>
/** One answer being made, over however many attempts it takes. */
export type RunId = Id<'run'>
export type ProviderId = Id<'provider'>
export type FolderId = Id<'folder'>
