import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { Step } from './script'

/** The steps with their bytes as one compressed stream, flushed after each part so that it can be read at once. */
export async function compressed(steps: readonly Step[], encoding: 'gzip' | 'br'): Promise<Step[]> {
  const stream = encoding === 'gzip' ? createGzip() : createBrotliCompress()
  const flushMode = encoding === 'gzip' ? constants.Z_SYNC_FLUSH : constants.BROTLI_OPERATION_FLUSH
  const taken = (): Buffer => Buffer.concat(drained(stream))
  const result: Step[] = []
  for (const next of steps) {
    if (next.kind !== 'bytes') {
      result.push(next)
      continue
    }
    await new Promise<void>((resolve, reject) => {
      stream.write(next.bytes, (error) => (error ? reject(error) : stream.flush(flushMode, resolve)))
    })
    result.push({ kind: 'bytes', bytes: taken() })
  }
  if (breaksOff(steps)) return result
  await new Promise<void>((resolve) => {
    // A compressor ends only while it is read.
    stream.once('readable', resolve)
    stream.end()
  })
  return [...result, { kind: 'bytes', bytes: taken() }]
}

function drained(stream: NodeJS.ReadableStream): Buffer[] {
  const parts: Buffer[] = []
  for (let part = stream.read(); part !== null; part = stream.read()) parts.push(Buffer.from(part))
  return parts
}

function breaksOff(steps: readonly Step[]): boolean {
  return steps.some(({ kind }) => kind !== 'bytes' && kind !== 'pause' && kind !== 'split')
}
