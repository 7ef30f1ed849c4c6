import { closeSync, openSync, writeSync } from 'node:fs'
import type { Send } from '../stream/ports'
import { UsageError } from './usage-error'

export interface Recording {
  readonly send: Send
  close(): void
}

/** Writes the bytes of every answer, as they came, to a file; of several attempts one after the other. */
export function recordingSend(send: Send, file: string | null): Recording {
  if (file === null) return { send, close: () => undefined }
  const fd = opened(file)
  return {
    send: async (request, signal) => {
      const response = await send(request, signal)
      return { ...response, body: copied(response.body, fd) }
    },
    close: () => closeSync(fd)
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'w')
  } catch (error) {
    throw new UsageError(`--record: ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

async function* copied(body: AsyncIterable<Uint8Array>, fd: number): AsyncIterable<Uint8Array> {
  for await (const bytes of body) {
    writeSync(fd, bytes)
    yield bytes
  }
}
