import { request as httpRequest, type IncomingMessage } from 'node:http'
import { faultError } from '../fault-error'
import { alwaysOnline, systemClock } from '../stream/system-clock'
import type { HttpResponse, Send } from '../stream/ports'
import type { RunPorts } from '../stream/run'

/** For tests: plain HTTP to the loopback. */
export const plainSend: Send = (request, signal) =>
  new Promise<HttpResponse>((resolve, reject) => {
    const sent = httpRequest(request.url, { method: request.method, headers: request.headers, signal }, (response) => {
      const headers = new Map(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
      resolve({ status: response.statusCode ?? 0, headers, body: bodyOf(response) })
    })
    sent.on('error', (error) => {
      reject('code' in error && error.code === 'ECONNREFUSED' ? faultError('unreachable', 'refused') : error)
    })
    sent.end(request.body)
  })

async function* bodyOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of response) if (Buffer.isBuffer(part)) yield part
  } catch (error) {
    throw faultError('network_reset', error instanceof Error ? error.message : String(error))
  }
}

export const plainPorts: RunPorts = {
  send: plainSend,
  clock: systemClock,
  network: alwaysOnline,
  random: () => 0.5,
  tokens: {
    start: () => ({ add: () => undefined, count: 0, settle: () => Promise.resolve(0), close: () => undefined })
  }
}
