import type { ConformanceCase, Expected } from '../conformance-case'
import { DONE, END, gives, say, STREAM } from './parts'

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n'
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n`
const piece = (text: string, extension = ''): string => `${Buffer.byteLength(text).toString(16)}${extension}\r\n${text}\r\n`
const raw = (name: string, body: string, expected: Expected): ConformanceCase => ({ name, raw: true, body, expected })
const whole = { text: 'a', finish: 'stop' }
const half = { text: 'a', finish: 'incomplete', errorKind: 'network_reset' }
const packed = (encoding: string): NonNullable<ConformanceCase['http']> => ({ ...STREAM, headers: { ...STREAM.headers, 'content-encoding': encoding } })

/** What HTTP itself allows, and what breaks it. */
export const WIRE_CASES: readonly ConformanceCase[] = [
  raw('a hint before the answer', `HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n${CHUNKED}\r\n${piece(say('a') + END)}0\r\n\r\n`, whole),
  raw('fields behind the last chunk', `${CHUNKED}trailer: x-took\r\n\r\n${piece(say('a') + END)}0\r\nx-took: 3\r\n\r\n`, whole),
  raw('chunks with extensions', `${CHUNKED}\r\n${piece(say('a'), ';n=1')}${piece(END, ';n=2')}0\r\n\r\n`, whole),
  raw('a body that ends with the connection', `${HEAD}connection: close\r\n\r\n${say('a')}${END}`, whole),
  raw('an older HTTP', `HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n${say('a')}${END}`, whole),
  raw('no reason behind the status', `HTTP/1.1 200\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n${say('a')}${END}`, whole),
  raw('the last chunk is missing behind [DONE]', `${CHUNKED}\r\n${piece(say('a') + DONE)}`, whole),
  raw('the last chunk is missing behind text', `${CHUNKED}\r\n${piece(say('a'))}<<PAUSE 25>>`, half),
  raw('a chunk of no size', `${CHUNKED}\r\n${piece(say('a'))}<<PAUSE 25>>zz\r\n`, { ...half, altErrorKind: 'protocol' }),
  raw('no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n', { text: '', finish: 'error', errorKind: 'protocol', altErrorKind: ['network_reset', 'empty_response', 'bad_content_type'] }),
  { ...gives('gzip', '中a', say('中') + `<<SPLIT>>` + say('a') + END), http: packed('gzip'), bodyEncoding: 'gzip' },
  { ...gives('gzip by its old name', 'a', say('a') + END), http: packed('x-gzip'), bodyEncoding: 'gzip' },
  { ...gives('deflate', 'a', say('a') + END), http: packed('deflate'), bodyEncoding: 'deflate' },
  { ...gives('packed without saying so', '', say('a') + END, { finish: 'error', errorKind: 'decode' }), bodyEncoding: 'gzip' },
  { ...gives('packed by a way that nobody asked for', '', `<<BYTES 28 b5 2f fd 24 01 09 00 00 61 f4 67 f1 76>>`, { finish: 'error', errorKind: 'decode' }), http: packed('zstd') },
  { ...gives('brotli that breaks off', 'a', `${say('a')}<<RESET>>`, { finish: 'incomplete', errorKind: 'network_reset', altText: '', altErrorKind: ['decode', 'truncated'] }), http: packed('br'), bodyEncoding: 'br' },
  { ...gives('called identity', 'a', say('a') + END), http: packed('identity') },
  { name: 'HTTP/2: no content', transport: 'h2', http: { status: 204, headers: {} }, expected: { text: '', finish: 'error', errorKind: 'empty_response' } },
  { name: 'HTTP/2: reset before the head', transport: 'h2', http: STREAM, body: '<<RST_STREAM REFUSED_STREAM>>', expected: { text: '', finish: 'error', errorKind: 'network_reset' } }
]
