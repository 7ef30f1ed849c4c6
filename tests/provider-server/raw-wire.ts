import type { ServerResponse } from 'node:http'
import type { Wire } from './play'

/** Writes a case past Node's HTTP, which would put right what the case gets wrong. */
export function rawWire(response: ServerResponse): Wire {
  const { socket } = response
  if (!socket) throw new Error('the connection is gone')
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => undefined)
  const notHere = (): never => {
    throw new Error('the marker needs "transport": "h2"')
  }
  return {
    closed,
    head: () => undefined,
    write: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
    end() {
      socket.end()
      return closed
    },
    reset: () => void socket.destroy(),
    goaway: notHere,
    rstStream: notHere
  }
}
