import { FaultError, faultError } from '../fault-error'
import { httpFault, isHtml } from '../stream/http-fault'
import { parseJson } from '../stream/json-shape'
import type { Clock, HttpRequest, HttpResponse, Send } from '../stream/ports'

export interface GetPorts {
  readonly send: Send
  readonly clock: Clock
}

/** OpenRouter's list, the longest known, is about half a megabyte. */
export const MAX_REPLY_BYTES = 8 << 20

/**
 * Asks for a JSON document, within `limitMs` for all of it. Rejects with a `FaultError` for a refusal, for what is not
 * JSON (`html_response`, `decode`), for more than 8 MiB (`overflow`) and at the limit (`timeout_connect`).
 */
export async function getJson(request: HttpRequest, ports: GetPorts, limitMs: number): Promise<unknown> {
  const stop = new AbortController()
  const late = faultError('timeout_connect', 'The server did not answer in time.')
  const cancel = ports.clock.after(limitMs, () => stop.abort(late))
  try {
    return await readReply(await ports.send(request, stop.signal), ports)
  } catch (error) {
    throw stop.signal.aborted ? late : error
  } finally {
    cancel()
    // Aborting is what closes the socket when the reply was not read to its end.
    stop.abort()
  }
}

async function readReply(response: HttpResponse, { clock }: GetPorts): Promise<unknown> {
  const { status, headers } = response
  const body = await readText(response)
  if (status < 200 || status > 299) throw new FaultError(httpFault({ status, headers, body }, clock.wallMs()))
  const value = parseJson(body)
  if (value !== undefined) return value
  const page = isHtml({ headers, body })
  const message = page ? 'The server answered with a web page.' : 'The server answered with something that is not JSON.'
  throw new FaultError({ kind: page ? 'html_response' : 'decode', message, httpStatus: status })
}

async function readText(response: HttpResponse): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body) {
    bytes += part.length
    if (bytes > MAX_REPLY_BYTES) throw faultError('overflow', 'The reply is larger than 8 MiB.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
