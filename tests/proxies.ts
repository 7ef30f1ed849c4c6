import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A proxy on the loopback. Every name it is asked for is this machine. */
export interface TestProxy {
  readonly address: string
  /** `host:port` of everything it was asked for. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Speaks plain HTTP: requests come with their whole address. */
export function startHttpProxy(): Promise<TestProxy> {
  const asked: string[] = []
  const server = createHttpServer((request, response) => {
    const { host, port, pathname } = new URL(request.url ?? '')
    asked.push(host)
    const { method, headers } = request
    const onward = httpRequest({ host: '127.0.0.1', port, path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  return listening(server, 'http', asked)
}

/** Speaks as much of RFC 1928 as a browser does: no password, CONNECT to a name. */
export function startSocksProxy(): Promise<TestProxy> {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(NO_PASSWORD)
      socket.once('data', (wish) => bind(socket, wish, asked))
    })
  })
  return listening(server, 'socks5', asked)
}

const NO_PASSWORD = Buffer.from([5, 0])
const DONE = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
/** Version, command, reserved byte, kind of address; then, for a name, its length. */
const NAME_AT = 5

function bind(socket: Socket, wish: Buffer, asked: string[]): void {
  const nameEnds = NAME_AT + (wish[NAME_AT - 1] ?? 0)
  const port = wish.readUInt16BE(nameEnds)
  asked.push(`${wish.toString('latin1', NAME_AT, nameEnds)}:${port}`)
  const onward = connect(port, '127.0.0.1', () => {
    socket.write(DONE)
    socket.pipe(onward).pipe(socket)
  })
  onward.on('error', () => socket.destroy())
  socket.on('close', () => onward.destroy())
}

async function listening(server: Server, scheme: string, asked: readonly string[]): Promise<TestProxy> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { address: `${scheme}://127.0.0.1:${port}`, asked, close }
}
