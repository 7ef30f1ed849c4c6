import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type Server as NetServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { faultOf } from '../fault-error'
import { nodeSend } from './node-send'
import type { HttpRequest } from './ports'

const open: { close(): void; closeAllConnections?(): void }[] = []

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections?.()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener)
  open.push(server)
  return await listening(server)
}

function listening(server: NetServer): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`)
    })
  })
}

const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: { authorization: 'Bearer sk-secret-word' } })

async function textOf(url: string, signal = new AbortController().signal): Promise<string> {
  const response = await nodeSend(get(url), signal)
  const parts: Uint8Array[] = []
  for await (const part of response.body) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function faultKind(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'none',
    (error: unknown) => faultOf(error).kind
  )
}

describe('nodeSend', () => {
  it('sends the request and reads the body, compressed or not', async () => {
    const url = await serve((request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync(`${request.headers['accept-encoding']} ${request.headers.authorization}`))
    })
    expect(await textOf(url)).toBe('identity Bearer sk-secret-word')
  })

  it('follows no redirect and says where it points', async () => {
    let hits = 0
    const other = await serve((_, response) => {
      hits++
      response.end()
    })
    const url = await serve((_, response) => response.writeHead(307, { location: `${other}/x?key=1` }).end())
    const error: unknown = await textOf(url).catch((thrown: unknown) => thrown)
    expect(faultOf(error)).toEqual({
      kind: 'redirect',
      message: `the server redirects to ${new URL(other).origin}`,
      httpStatus: 307
    })
    expect(hits).toBe(0)
  })

  it('says that a port of another protocol cannot be reached', async () => {
    expect(await faultKind(textOf('http://127.0.0.1:9/v1'))).toBe('unreachable')
  })

  it('tells a closed port, a reset and a lying encoding apart', async () => {
    const gone = createTcpServer()
    const url = await listening(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect(await faultKind(textOf(url))).toBe('unreachable')

    const reset = await serve((_, response) => {
      response.write('some')
      setImmediate(() => response.socket?.resetAndDestroy())
    })
    expect(await faultKind(textOf(reset))).toBe('network_reset')

    const short = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('some')
      setImmediate(() => response.destroy())
    })
    expect(await faultKind(textOf(short))).toBe('network_reset')

    const liar = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end('plain words')
    })
    expect(await faultKind(textOf(liar))).toBe('decode')
  })

  it('takes plain HTTP on a TLS address for a TLS fault', async () => {
    const url = await serve((_, response) => response.end('x'))
    expect(await faultKind(textOf(url.replace('http:', 'https:')))).toBe('tls')
  })

  it('closes the socket when it is aborted in mid-body', async () => {
    const controller = new AbortController()
    const closed = new Promise<void>((resolve) => {
      void serve((_, response) => {
        response.on('close', resolve)
        response.write('first')
      }).then(async (url) => {
        const response = await nodeSend(get(url), controller.signal)
        for await (const part of response.body) if (part.length > 0) controller.abort()
      }).catch(() => undefined)
    })
    await closed
  })
})
