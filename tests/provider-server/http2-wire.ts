import { constants, type ServerHttp2Stream } from 'node:http2'
import type { Wire } from './play'

/** A response over HTTP/2. */
export function http2Wire(stream: ServerHttp2Stream, status: number, headers: Readonly<Record<string, string>>): Wire {
  const closed = new Promise<void>((resolve) => stream.once('close', resolve))
  // A stream that the case or the client resets ends with an error; that is what is being tested.
  stream.on('error', () => undefined)
  const head = (): void => {
    if (stream.headersSent || stream.destroyed) return
    stream.respond({ ...allowedOverHttp2(headers), ':status': status })
  }
  return {
    closed,
    head,
    write(bytes) {
      head()
      if (stream.destroyed) return Promise.resolve()
      return new Promise((resolve) => stream.write(bytes, () => resolve()))
    },
    end() {
      stream.end()
      return closed
    },
    reset: () => stream.session?.destroy(),
    goaway(code) {
      const number = codeNumber(code)
      stream.session?.goaway(number)
      if (number !== constants.NGHTTP2_NO_ERROR) stream.session?.destroy(undefined, number)
    },
    rstStream(code) {
      // `close(code)` ends the stream cleanly first, which clients take for the end. Destroying it resets it at once,
      // always with INTERNAL_ERROR: Node has no way to say another code.
      if (codeNumber(code) === constants.NGHTTP2_NO_ERROR) stream.close(constants.NGHTTP2_NO_ERROR)
      else stream.destroy(new Error(code))
    }
  }
}

function codeNumber(code: string): number {
  const named: unknown = Reflect.get(constants, `NGHTTP2_${code}`)
  const number = typeof named === 'number' ? named : Number(code)
  if (!Number.isInteger(number)) throw new Error(`unknown HTTP/2 code ${code}`)
  return number
}

function allowedOverHttp2(headers: Readonly<Record<string, string>>): Record<string, string> {
  const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name.toLowerCase())))
}
