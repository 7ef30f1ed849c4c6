import type { CaseAnswer } from '../provider-server/case'
import type { SeededRandom } from './seeded-random'

const STREAM = { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' } }
const ZIPPED = { status: 200, headers: { ...STREAM.headers, 'content-encoding': 'gzip' } }
const JSON_HEAD = { 'content-type': 'application/json' }
const PIECES = [
  'The tide follows the moon. ',
  '潮水跟着月亮走。',
  '**Bold**, *soft*, `code` and [a link](https://example.com/a). ',
  '\n\n- one\n- two\n  - three\n\n',
  '\n\n```ts\nconst tide = (hours: number): number => Math.sin(hours / 2)\n```\n\n',
  '\n\n| hour | height |\n| --- | --- |\n| 1 | 2.5 m |\n| 7 | 0.4 m |\n\n',
  '\n\n## Low water\n\n',
  '👩‍👩‍👧‍👦 🌊 ',
  'A sentence that is somewhat longer than the others, so that lines have to be broken in it. '
]

export interface RandomAnswer {
  readonly answer: CaseAnswer
  readonly broken: boolean
}

/** What the provider does this time: mostly an answer, otherwise one of the ways in which answers go wrong. */
export function randomAnswer(random: SeededRandom): RandomAnswer {
  const way = random.weighted([...WHOLE, ...BROKEN])
  return { answer: way(random), broken: BROKEN.some(([, broken]) => broken === way) }
}

type Way = (random: SeededRandom) => CaseAnswer

const stream = (body: string): CaseAnswer => ({ http: STREAM, body })

type Weighted = readonly (readonly [weight: number, way: Way])[]

const WHOLE: Weighted = [
  [50, (random) => stream(beginning(random) + END)],
  [6, (random) => stream(thoughts(random) + beginning(random) + END)],
  [4, (random) => stream(beginning(random) + ending('length'))],
  [3, () => stream(CALL + ending('tool_calls'))],
  [5, (random) => ({ http: ZIPPED, body: beginning(random) + END, bodyEncoding: 'gzip' })],
  [4, (random) => stream(`data: {not json\n\n${beginning(random)}: still here\n\ndata: {"choices":\n\n${END}`)]
]

const BROKEN: Weighted = [
  [6, (random) => stream(`${beginning(random)}<<RESET>>`)],
  [3, () => stream('<<RESET>>')],
  [4, (random) => stream(beginning(random))],
  [3, (random) => stream(`${beginning(random)}<<STALL>>`)],
  [2, () => stream('<<STALL>>')],
  [2, (random) => stream(`${beginning(random)}data: {"error":{"message":"overloaded","code":500}}\n\n`)],
  [3, () => refusal(500, 'the server is on fire')],
  [3, () => refusal(429, 'slow down', { 'retry-after': '1' })],
  [1, () => refusal(401, 'no such key')],
  [1, () => ({ http: { status: 200, headers: { 'content-type': 'text/html' } }, body: '<html>hello</html>' })]
]

const CALCULATE = { name: 'calculator', arguments: '{"expression":"6*7"}' }
const CALL = event({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: CALCULATE }] })
const END = ending('stop')

function beginning(random: SeededRandom): string {
  const deltas = Array.from({ length: random.between(5, 120) }, () => PIECES[random.between(0, PIECES.length - 1)] ?? '')
  return deltas.map((content) => event({ content }) + (random.chance(0.7) ? '<<SPLIT>>' : '')).join('')
}

function thoughts(random: SeededRandom): string {
  return event({ reasoning_content: 'Let me think of the sea. ' }).repeat(random.between(1, 20))
}

function ending(reason: string): string {
  const usage = { prompt_tokens: 9, completion_tokens: 90, total_tokens: 99 }
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: reason }], usage })}\n\ndata: [DONE]\n\n`
}

function event(delta: object): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): CaseAnswer {
  return { http: { status, headers: { ...JSON_HEAD, ...headers } }, body: JSON.stringify({ error: { message } }) }
}
