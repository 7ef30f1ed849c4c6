import { FAULT_CASES } from './cases/faults'
import { SHAPE_CASES } from './cases/shapes'
import { TOOL_CASES } from './cases/tools'
import { WIRE_CASES } from './cases/wire'
import type { ConformanceCase } from './conformance-case'

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8' }
const STREAM = { status: 200, headers: HEADERS }
const JSON_HEAD = { 'content-type': 'application/json' }

const delta = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`
const END = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

/** Other spellings of the shared cases' rules: what differs is over before the window sees it. */
export const ENGINE_CASES: readonly ConformanceCase[] = [...SHAPE_CASES, ...TOOL_CASES, ...FAULT_CASES, ...WIRE_CASES]

/** What the shared cases leave out: Stop, silence before the first byte, waits given as dates, HTTP/2's own ends. */
export const OWN_CASES: readonly ConformanceCase[] = [
  {
    name: 'stop in mid-stream',
    http: STREAM,
    body: `${delta('one ')}${delta('two')}<<CLIENT_CANCEL>>${delta(' three')}${END}`,
    expected: { text: 'one two', finish: 'cancelled' }
  },
  {
    name: 'stop before the first byte',
    http: STREAM,
    body: `<<CLIENT_CANCEL>>${delta('late')}${END}`,
    expected: { text: '', finish: 'cancelled' }
  },
  {
    name: 'stop between the bytes of one character',
    http: STREAM,
    body: `${delta('ok')}data: {"choices":[{"delta":{"content":"<<BYTES e4 b8>><<CLIENT_CANCEL>><<BYTES ad>>"}}]}\n\n${END}`,
    expected: { text: 'ok', finish: 'cancelled' }
  },
  {
    name: 'stop before the head',
    raw: true,
    body: '<<CLIENT_CANCEL>>',
    expected: { text: '', finish: 'cancelled' }
  },
  {
    name: 'stop while only comments come',
    http: STREAM,
    body: `: wait\n\n<<SPLIT>>: wait\n\n<<CLIENT_CANCEL>>${delta('late')}${END}`,
    expected: { text: '', finish: 'cancelled' }
  },
  {
    name: 'stop in the arguments of a tool call',
    http: STREAM,
    body: `${delta('I look.')}data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{\\"x\\""}}]}}]}\n\n<<CLIENT_CANCEL>>`,
    expected: { text: 'I look.', finish: 'cancelled' }
  },
  {
    name: 'stop after the end, before [DONE]',
    http: STREAM,
    body: `${delta('a')}data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n<<CLIENT_CANCEL>>`,
    expected: { text: 'a', finish: 'cancelled' }
  },
  {
    name: 'a connection that stays open after [DONE]',
    http: STREAM,
    body: `${delta('a')}${END}<<STALL>>`,
    expected: { text: 'a', finish: 'stop', maxMs: 1_500 }
  },
  {
    name: 'silence after the head',
    http: STREAM,
    body: '<<STALL>>',
    expected: { text: '', finish: 'error', errorKind: 'timeout_first_byte' }
  },
  {
    name: 'comments keep a waiting stream alive',
    http: STREAM,
    body: `: wait\n\n<<PAUSE 150>>: wait\n\n<<PAUSE 150>>: wait\n\n${delta('at last')}${END}`,
    expected: { text: 'at last', finish: 'stop' }
  },
  {
    name: 'a character cut between packets',
    http: STREAM,
    body: `data: {"choices":[{"delta":{"content":"<<BYTES e4>><<SPLIT>><<BYTES b8>><<SPLIT>><<BYTES ad>>"}}]}\n\n${END}`,
    expected: { text: '中', finish: 'stop' }
  },
  {
    name: 'an event of one megabyte',
    http: STREAM,
    body: `data: {"choices":[{"delta":{"content":"<<REPEAT 1000000 a>>"}}]}\n\n${END}`,
    expected: { text: 'a'.repeat(1_000_000), finish: 'stop' }
  },
  {
    name: 'a wait given as a date',
    http: { status: 429, headers: { ...JSON_HEAD, 'retry-after': '<<HTTPDATE +20s>>' } },
    body: '{"error":{"message":"slow down"}}',
    expected: { finish: 'error', errorKind: 'rate_limit', errorMessage: 'slow down', httpStatus: 429, retryAfterMs: 20_000 }
  },
  {
    name: 'a 401 that offers another way to log in',
    http: { status: 401, headers: { ...JSON_HEAD, 'www-authenticate': 'Basic realm="x"' } },
    body: '{"error":{"message":"no such key"}}',
    expected: { finish: 'error', errorKind: 'auth', errorMessage: 'no such key', httpStatus: 401 }
  },
  {
    name: 'a permanent redirect to another origin',
    http: { status: 308, headers: { location: '<<OTHER_ORIGIN>>/v1/chat/completions' } },
    body: '',
    expected: { finish: 'error', errorKind: 'redirect', httpStatus: 308 }
  },
  {
    name: 'a reset before the head, then the answer',
    sequence: [
      { http: STREAM, body: '<<RESET>>' },
      { http: STREAM, body: `${delta('second try')}${END}` }
    ],
    expected: { text: 'second try', finish: 'stop', requests: 2 }
  },
  {
    name: 'a proxy that lets everything through in two late bursts',
    http: STREAM,
    body: `<<PAUSE 400>>${delta('word ').repeat(200)}<<PAUSE 400>>${delta('more ').repeat(200)}${END}`,
    expected: { text: 'word '.repeat(200) + 'more '.repeat(200), finish: 'stop', requests: 1 }
  },
  {
    name: 'a server that keeps the connection open after [DONE]',
    http: STREAM,
    body: `${delta('all')}${END}<<STALL>>`,
    expected: { text: 'all', finish: 'stop', requests: 1, maxMs: 1_500, closes: true }
  },
  {
    name: 'a server that keeps the connection open after the finish reason',
    http: STREAM,
    body: `${delta('all')}${END.replace(/data: \[DONE\]\s+$/, '')}<<STALL>>`,
    expected: { text: 'all', finish: 'stop', requests: 1, maxMs: 4_000, closes: true }
  },
  {
    name: 'HTTP/2: a whole answer',
    transport: 'h2',
    http: STREAM,
    body: `${delta('over ')}<<SPLIT>>${delta('two')}${END}`,
    expected: { text: 'over two', finish: 'stop' }
  },
  {
    name: 'HTTP/2: a goodbye that lets the answer finish',
    transport: 'h2',
    http: STREAM,
    body: `${delta('still ')}<<GOAWAY NO_ERROR>><<SPLIT>>${delta('here')}${END}`,
    expected: { text: 'still here', finish: 'stop' }
  },
  {
    name: 'HTTP/2: a connection ended with an error',
    transport: 'h2',
    http: STREAM,
    body: `${delta('cut')}<<SPLIT>><<GOAWAY ENHANCE_YOUR_CALM>>`,
    expected: { text: 'cut', finish: 'incomplete', errorKind: 'network_reset' }
  },
  {
    name: 'HTTP/2: stop closes the stream',
    transport: 'h2',
    http: STREAM,
    body: `${delta('one')}<<CLIENT_CANCEL>>${delta('two')}${END}`,
    expected: { text: 'one', finish: 'cancelled' }
  }
]
