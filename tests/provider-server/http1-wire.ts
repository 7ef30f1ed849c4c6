import type { ServerResponse } from 'node:http'
import type { Wire } from './play'

/** A response over HTTP/1.1: chunked, unless the case gives a length of its own. */
export function http1Wire(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): Wire {
  const { socket } = response
  const announced = Number(headers['content-length'] ?? Number.NaN)
  let written = 0
  const closed = new Promise<void>((resolve) => response.once('close', resolve))
  // Writing to a connection that the client has just closed is what half of the cases are about.
  response.on('error', () => undefined)
  const head = (): void => {
    if (response.headersSent) return
    response.writeHead(status, headers)
    response.flushHeaders()
  }
  return {
    closed,
    head,
    write(bytes) {
      head()
      written += bytes.length
      return new Promise((resolve) => response.write(bytes, () => resolve()))
    },
    end() {
      // Fewer bytes than announced: the peer closed early. Node would keep the connection and leave the client waiting.
      if (written < announced) socket?.end()
      else response.end()
      return closed
    },
    reset: () => void socket?.destroy(),
    goaway: notHere,
    rstStream: notHere
  }
}

function notHere(): never {
  throw new Error('the marker needs "transport": "h2"')
}
