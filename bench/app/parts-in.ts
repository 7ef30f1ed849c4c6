import type { ImportPart } from '../../src/main/history/import-part'
import { runImport } from '../../src/main/transfer/import/run-import'

/** What an import of this file would hand over to be written. */
export async function partsIn(file: string): Promise<readonly ImportPart[]> {
  const all: ImportPart[] = []
  const sink = {
    parts: (parts: readonly ImportPart[]) => {
      all.push(...parts)
      const added = parts.map(({ messages }) => messages.length)
      return Promise.resolve(added.map((added) => ({ ok: true, value: { isNew: true, added } }) as const))
    },
    draft: () => Promise.resolve(),
    folder: () => Promise.resolve()
  }
  await runImport(file, { sink, onProgress: () => undefined, checkCancelled: () => undefined })
  return all
}
