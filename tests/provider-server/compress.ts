import { constants, createBrotliCompress, createDeflate, createGzip } from 'node:zlib'
import type { CaseAnswer } from './case'
import type { Step } from './script'

type Encoding = NonNullable<CaseAnswer['bodyEncoding']>

const COMPRESSORS = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress }

/** The steps with their bytes as one compressed stream, flushed after each part so that it can be read at once. */
export async function compressed(steps: readonly Step[], encoding: Encoding): Promise<Step[]> {
  const stream = COMPRESSORS[encoding]()
  const flushMode = encoding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH
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
