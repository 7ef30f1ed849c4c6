import type { ConformanceCase } from '../conformance-case'
import { chunk, DONE, END, event, gives, JSON_HEAD, say, stream, STREAM } from './parts'

const whole = (name: string, text: string, body: unknown, more: object = {}): ConformanceCase => ({
  name,
  http: { status: 200, headers: JSON_HEAD },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  expected: { text, finish: 'stop', ...more }
})
const message = (content: unknown, more: object = {}): object => ({
  choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: 'stop' }]
})

const piece = (content: string): string =>
  event({ object: 'chat.completion.chunk', choices: [{ index: 0, message: { content }, finish_reason: null }] })

/** By the rules an event without its blank line is dropped: it may have been cut. */
const CUT = { finish: 'incomplete', errorKind: 'truncated' }

/** Where providers put text, reasoning, usage and the word for the end. */
export const SHAPE_CASES: readonly ConformanceCase[] = [
  gives('text completions', 'ab', event({ choices: [{ index: 0, text: 'a' }] }) + event({ choices: [{ index: 0, text: 'b', finish_reason: 'stop' }] }) + DONE),
  gives('a delta that is null', 'a', say('a') + event({ choices: [{ index: 0, delta: null, finish_reason: 'stop' }] }) + DONE),
  gives('choices that are null', 'a', event({ choices: null }) + say('a') + END),
  gives('the second choice comes first', 'a', event({ choices: [{ index: 1, delta: { content: 'b' } }, { index: 0, delta: { content: 'a' } }] }) + END),
  gives('only the second choice ends', 'ab', say('a') + event({ choices: [{ index: 1, delta: {}, finish_reason: 'length' }] }) + say('b') + END),
  gives('several chunks as one list', 'ab', event([{ choices: [{ delta: { content: 'a' } }] }, { choices: [{ delta: { content: 'b' } }] }]) + END),
  gives('content as a list of words', 'ab', chunk({ content: ['a', 'b'] }) + END),
  gives('content as an object', 'a', chunk({ content: { type: 'text', text: 'a' } }) + END),
  gives('content of kinds that are no text', 'a', chunk({ content: [{ type: 'image_url', image_url: { url: 'x' } }, { type: 'text', text: 'a' }] }) + END),
  gives('a whole message after its pieces', 'ab', say('a') + say('b') + event(message('ab')) + DONE),
  gives('a whole message beside an empty delta', 'ab', event({ choices: [{ delta: { role: 'assistant', content: '' }, message: { content: 'ab' }, finish_reason: 'stop' }] }) + DONE),
  gives('the message so far beside each delta', 'ab', event({ choices: [{ delta: { content: '' }, message: { content: '' } }] }) + event({ choices: [{ delta: { content: 'a' }, message: { content: 'a' } }] }) + event({ choices: [{ delta: { content: 'b' }, message: { content: 'ab' } }] }) + event({ choices: [{ delta: { content: '' }, message: { content: 'ab' }, finish_reason: 'stop' }] }) + DONE),
  gives('pieces in the place of the message', 'ab', piece('a') + piece('b') + END),
  stream('pieces in the place of the message, cut', piece('a'), { text: 'a', ...CUT }),
  gives('a whole message after its reasoning', 'a', chunk({ reasoning_content: 'why' }) + event({ choices: [{ message: { content: 'a', reasoning_content: 'why' }, finish_reason: 'stop' }] }) + DONE, { reasoning: 'why' }),
  gives('a chunk that was encoded twice', 'ab', event(JSON.stringify(JSON.stringify({ choices: [{ delta: { content: 'a' } }] }))) + say('b') + END, { warnings: 0 }),
  gives('chunks that are not quite JSON', 'c', event('{"choices":[{"delta":{"content":"a"},}]}') + event('{"choices":[{"delta":{"content":"b"},"logprobs":NaN}]}') + say('c') + END, { warnings: 2 }),
  gives('an end in capitals', 'a', say('a') + chunk({}, 'STOP') + DONE, { rawFinish: 'STOP' }),
  gives('cut by length in capitals', 'a', say('a') + chunk({}, 'MAX_TOKENS') + DONE, { finish: 'length', rawFinish: 'MAX_TOKENS' }),
  gives('filtered in capitals', 'a', say('a') + chunk({}, 'SAFETY') + DONE, { finish: 'content_filter', rawFinish: 'SAFETY' }),
  gives('cut by length, by another name', 'a', say('a') + chunk({}, 'max_new_tokens') + DONE, { finish: 'length', rawFinish: 'max_new_tokens' }),
  gives('cut at the limit of the model, called an error', 'a', say('a') + chunk({}, 'ERROR_LIMIT') + DONE, { finish: 'length', rawFinish: 'ERROR_LIMIT' }),
  gives('filtered, with the reason behind a colon', 'a', say('a') + chunk({}, 'content_filter: RECITATION') + DONE, { finish: 'content_filter', rawFinish: 'content_filter: RECITATION' }),
  gives('an image that is filtered', 'a', say('a') + chunk({}, 'IMAGE_PROHIBITED_CONTENT') + DONE, { finish: 'content_filter' }),
  gives('an end in another spelling of its field', 'a', say('a') + event({ choices: [{ delta: {}, finish_reason: null, finishReason: 'stop' }] }), { rawFinish: 'stop' }),
  gives('an end given as an object', 'a', say('a') + chunk({}, { type: 'length', length: 7 }) + DONE, { finish: 'length', rawFinish: 'length' }),
  gives('the word null is no end', 'ab', chunk({ content: 'a' }, 'null') + `<<PAUSE 2300>>` + chunk({ content: 'b' }, 'null') + END, { rawFinish: 'stop' }),
  gives('the word none is no end', 'ab', chunk({ content: 'a' }, 'none') + `<<PAUSE 2300>>` + chunk({ content: 'b' }, 'none') + END, { rawFinish: 'stop' }),
  gives('a thought that breaks off in the tag after it', '', say('<think>half </thi') + END, { reasoning: 'half </thi' }),
  gives('an end given as a number', 'a', say('a') + chunk({}, 1), { rawFinish: '1' }),
  gives('the same end twice', 'a', say('a') + chunk({}, 'stop') + chunk({}, 'stop') + DONE),
  gives('an end without [DONE]', 'a', say('a') + chunk({}, 'stop')),
  gives('[DONE] without an end', 'a', say('a') + DONE),
  gives('[DONE] in quotes', 'a', say('a') + event('"[DONE]"')),
  gives('[DONE] with more behind it', 'a', say('a') + event('[DONE] {"took":3}') + say('late')),
  gives('[DONE] without its blank line', 'a', `${say('a')}data: [DONE]\n`, CUT),
  gives('an end without its blank line', 'a', say('a') + chunk({}, 'stop').trimEnd(), CUT),
  gives('events parted by one line end', 'abc', 'data: {"choices":[{"delta":{"content":"a"}}]}\ndata: {"choices":[{"delta":{"content":"b"}}]}\ndata: {"choices":[{"delta":{"content":"c"}}]}\ndata: [DONE]\n\n'),
  gives('one chunk over several data lines', 'a', 'data: {"choices":\ndata: [{"delta":{"content":"a"}}]}\n\n' + END),
  gives('the field name twice', 'a', 'data: data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: data: [DONE]\n\n'),
  gives('comments while a model thinks', 'a', `: OPENROUTER PROCESSING\n\n<<SPLIT>>: OPENROUTER PROCESSING\n\n${say('a')}${END}`),
  gives('ids, retry and names of events', 'a', `retry: 50\nid: 7\nevent: completion\n${say('a')}event: done\n${DONE}`),
  gives('a mark of byte order', 'a', `<<BYTES ef bb bf>>${say('a')}${END}`),
  gives('lines that end in CR', 'a', (say('a') + END).replaceAll('\n', '\r')),
  gives('lines that end in CRLF, cut between the two', 'a', (say('a') + END).replaceAll('\n', '\r<<SPLIT>>\n')),
  gives('reasoning in details only, some of it sealed', 'a', chunk({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }, { type: 'reasoning.summary', summary: 'why' }] }) + say('a') + END, { reasoning: 'why' }),
  gives('reasoning under another name beside an empty one', 'a', chunk({ reasoning_content: '', reasoning: 'why' }) + say('a') + END, { reasoning: 'why' }),
  gives('thinking in its own field', 'a', chunk({ thinking: 'why' }) + say('a') + END, { reasoning: 'why' }),
  gives('reasoning in parts that have a summary', 'a', chunk({ content: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'why' }] }] }) + chunk({ content: [{ type: 'text', text: 'a' }] }) + END, { reasoning: 'why' }),
  gives('a think tag in pieces', 'a', [...'<think>why</think>a'].map(say).join('') + END, { reasoning: 'why' }),
  ...['<seed:think>why</seed:think>a', '[THINK]why[/THINK]\n\na', '◁think▷why◁/think▷a'].map((text) =>
    gives(`thinking between other marks: ${text.slice(0, 7)}`, 'a', [...text].map(say).join('') + END, { reasoning: 'why' })
  ),
  gives('a link at the start is text', '[a](b)', say('[') + say('a](b)') + END, { reasoning: '' }),
  gives('a think tag after text is text', 'a <think>b</think>', say('a <think>b') + say('</think>') + END, { reasoning: '' }),
  gives('a refusal in a list of parts', 'No.', chunk({ content: [{ type: 'refusal', refusal: 'No.' }] }) + END, { refusal: 'No.' }),
  gives('usage after the end', 'a', say('a') + chunk({}, 'stop') + event({ choices: [], usage: { prompt_tokens: 2, completion_tokens: 3 } }) + DONE, { usage: { prompt: 2, completion: 3, total: 5 } }),
  gives('usage by other names', 'a', say('a') + event({ usage: { input_tokens: 2, output_tokens: 3 } }) + END, { usage: { prompt: 2, completion: 3, total: 5 } }),
  gives('usage under x_groq', 'a', say('a') + event({ choices: [{ delta: {}, finish_reason: 'stop' }], x_groq: { usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } } }) + DONE, { usage: { prompt: 1, completion: 1, total: 2 } }),
  gives('usage in the choice', 'a', say('a') + event({ choices: [{ delta: {}, finish_reason: 'stop', usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }] }) + DONE, { usage: { prompt: 1, completion: 1, total: 2 } }),
  gives('an empty usage', 'a', say('a') + event({ choices: [], usage: {} }) + END, { usage: null }),
  gives('usage in two halves', 'a', event({ choices: [{ delta: { content: 'a' } }], usage: { prompt_tokens: 10 } }) + event({ choices: [{ delta: {}, finish_reason: 'stop' }], usage: { completion_tokens: 5 } }) + DONE, { usage: { prompt: 10, completion: 5, total: 15 } }),
  gives('usage of zeros after the real one', 'a', say('a') + event({ choices: [{ delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } }) + event({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }) + DONE, { usage: { prompt: 10, completion: 5, total: 15 } }),
  gives('usage of zeros after one whose reasoning is in the total alone', 'a', say('a') + event({ choices: [{ delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 40 } }) + event({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }) + DONE, { usage: { prompt: 10, completion: 5, total: 40 } }),
  whole('a whole answer over many lines', 'a', JSON.stringify(message('a'), null, 2)),
  whole('a whole answer after a mark of byte order and space', 'a', `<<BYTES ef bb bf>>\n ${JSON.stringify(message('a'))}`),
  whole('a whole answer after many empty lines', 'a', '\n<<SPLIT>>'.repeat(100) + JSON.stringify(message('a'))),
  whole('a whole answer with reasoning', 'a', message('a', { reasoning_content: 'why' }), { reasoning: 'why' }),
  whole('a whole answer with parts', 'ab', message([{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }])),
  whole('a whole answer that refuses', 'No.', message(null, { refusal: 'No.' }), { refusal: 'No.' }),
  whole('a chunk on each line', 'ab', ['a', 'b'].map((content) => `${JSON.stringify({ choices: [{ delta: { content } }] })}\r\n`).join('') + '{"choices":[{"delta":{},"finish_reason":"stop"}]}'),
  whole('a whole answer that is cut', '', JSON.stringify(message('a')).slice(0, -9), CUT),
  { ...gives('an event stream without a label', 'a', say('a') + END), http: { status: 200, headers: {} } },
  { ...gives('an event stream labelled as bytes', 'a', say('a') + END), http: { status: 200, headers: { 'content-type': 'application/octet-stream' } } },
  { ...gives('an event stream that says it is Latin-1', '中é', say('中é') + END), http: { status: 200, headers: { 'content-type': 'text/event-stream; charset=iso-8859-1' } } },
  stream('nothing but comments', ': a\n\n: b\n\n', { text: '', finish: 'error', errorKind: 'empty_response' }),
  { name: 'no content', http: { status: 204, headers: {} }, expected: { text: '', finish: 'error', errorKind: 'empty_response' } },
  { name: 'an empty body', http: { ...STREAM, headers: { ...STREAM.headers, 'content-length': '0' } }, body: '', expected: { text: '', finish: 'error', errorKind: 'empty_response' } }
]
