import { createServer, type AddressInfo } from 'node:net'

/**
 * A port that a process connects to, and leaves, at the very moment it does something else. How long that takes to be
 * seen here is how late everything between the two processes is just now.
 */
export interface Control {
  readonly port: number
  /** Settles when something connects. */
  readonly reached: Promise<void>
  /** On this process's monotonic clock; never settles when nothing connects and leaves. */
  readonly seenAtMs: Promise<number>
  close(): void
}

export async function openControl(): Promise<Control> {
  const server = createServer()
  let reach = (): void => undefined
  const reached = new Promise<void>((resolve) => (reach = resolve))
  const seenAtMs = new Promise<number>((resolve) => {
    server.once('connection', (socket) => {
      reach()
      socket.resume()
      // However it was left, `close` follows.
      socket.on('error', () => undefined)
      socket.once('close', () => resolve(performance.now()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, reached, seenAtMs, close: () => void server.close() }
}
