import { FaultError } from '../fault-error'
import type { HttpRequest, HttpResponse, Send } from './ports'
import { wireFault } from './wire-fault'

/**
 * `Send` over Node's fetch, for the engine without Electron. `identity` asks for an uncompressed stream, which no proxy
 * holds back for a block; a compressed one is decoded all the same.
 */
export const nodeSend: Send = async (request, signal) => {
  const response = await begin(request, signal)
  const headers = new Map(response.headers)
  if (response.status >= 300 && response.status < 400 && headers.has('location')) {
    throw redirectFault(response.status, headers.get('location') ?? '', request.url)
  }
  return { status: response.status, headers, body: bodyOf(response) }
}

async function begin(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: { 'accept-encoding': 'identity', ...request.headers },
      ...(request.body !== undefined && { body: request.body }),
      redirect: 'manual',
      signal
    })
  } catch (error) {
    throw wireFault(error)
  }
}

/** A redirect could carry the key to another origin; it is never followed, and the person is told where it points. */
export function redirectFault(status: number, location: string, from: string): FaultError {
  const target = originOf(location, from)
  return new FaultError({ kind: 'redirect', message: `the server redirects to ${target}`, httpStatus: status })
}

function originOf(location: string, from: string): string {
  try {
    return new URL(location, from).origin
  } catch {
    return 'an address that is none'
  }
}

async function* bodyOf(response: Response): HttpResponse['body'] {
  if (!response.body) return
  try {
    for await (const chunk of response.body) yield chunk
  } catch (error) {
    throw wireFault(error)
  }
}
