import type { StoredDraft } from '../../history/export-reader'
import type { StoredImage } from '../../history/stored-image'
import type { ExportWriter } from './export-writer'
import { base64Of } from '../../image-data'
import { withoutSecrets, withoutUrlSecrets } from './without-secrets'

export const RILL_FORMAT = 'rill-history'
export const RILL_VERSION = 1

/** Rill's own form, `docs/export-format.md`: one JSON document with a record on each line. */
export function rillWriter(secrets: readonly string[]): ExportWriter {
  let first = true
  const record = (value: unknown): string => {
    const before = first ? '\n' : ',\n'
    first = false
    return before + JSON.stringify(value)
  }
  return {
    whole: true,
    begin: ({ version, atMs }) => {
      const head = { format: RILL_FORMAT, version: RILL_VERSION, app: version, exportedAtMs: atMs }
      return `${JSON.stringify(head).slice(0, -1)},"records":[`
    },
    folder: (folder) => record({ folder }),
    conversation: ({ draft, ...conversation }) => record({ conversation: { ...conversation, draft: whole(draft) } }),
    message: (message, request, images) => {
      const { siblings: _, ...stored } = message
      const sent = request === null ? null : { ...request, url: withoutUrlSecrets(request.url, secrets) }
      const clean = stored.role === 'assistant' ? withoutSecrets(stored, secrets) : withImages(stored, images)
      return record({ message: sent === null ? clean : { ...clean, request: sent } })
    },
    conversationEnd: () => '',
    end: (draft) => `${draft === null ? '' : record({ draft: whole(draft) })}${record({ end: true })}\n]}\n`
  }
}

function whole(draft: StoredDraft | null): object | null {
  return draft && withImages(draft, draft.images ?? [])
}

/** Each image with its bytes in Base64. */
function withImages<M extends object>(stored: M, images: readonly StoredImage[]): object {
  if (images.length === 0) return stored
  return { ...stored, images: images.map(({ bytes, ...image }) => ({ ...image, data: base64Of(bytes) })) }
}
