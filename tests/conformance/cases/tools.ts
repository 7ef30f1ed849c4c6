import type { ConformanceCase, ExpectedCall } from '../conformance-case'
import { CALLED, calls, chunk, DONE, END, event, JSON_HEAD, stream } from './parts'

const call = (id: string, name: string, args: string): ExpectedCall => ({ id, name, arguments: args })
const called = (name: string, body: string, ...toolCalls: ExpectedCall[]): ConformanceCase =>
  stream(name, body, { finish: 'tool_calls', toolCalls })
const args = (text: string): string => calls({ index: 0, function: { arguments: text } })
const A = { id: 'a', function: { name: 'f', arguments: '{"x":1}' } }
const B = { id: 'b', function: { name: 'g', arguments: '{}' } }
const TWO = [call('a', 'f', '{"x":1}'), call('b', 'g', '{}')]

/** How providers cut, number and name tool calls. */
export const TOOL_CASES: readonly ConformanceCase[] = [
  called('whole calls without an index', calls(A, B) + CALLED, ...TWO),
  called('whole calls without an index, one after another', calls(A) + calls(B) + CALLED, ...TWO),
  called('whole calls that end with stop', calls(A) + calls(B) + END, ...TWO),
  called('whole calls that only end with [DONE]', calls(A) + calls(B) + DONE, ...TWO),
  called('two calls without ids under one index', calls({ index: 0, function: A.function }) + calls({ index: 0, function: B.function }) + CALLED, call('*', 'f', '{"x":1}'), call('*', 'g', '{}')),
  called('a call in pieces without index and id', calls({ function: { name: 'f', arguments: '' } }) + calls({ function: { arguments: '{"x"' } }) + calls({ function: { arguments: ':1}' } }) + CALLED, call('*', 'f', '{"x":1}')),
  called('pieces of two calls by turns under one index', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }, { index: 0, id: 'b', function: { name: 'g', arguments: '{' } }) + calls({ index: 0, id: 'a', function: { arguments: ':1}' } }, { index: 0, id: 'b', function: { arguments: '}' } }) + CALLED, ...TWO),
  called('indexes given as text', calls({ index: '0', ...A }, { index: '1', ...B }) + CALLED, ...TWO),
  called('the name with each piece', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }) + calls({ index: 0, id: 'a', function: { name: 'f', arguments: ':1}' } }) + CALLED, call('a', 'f', '{"x":1}')),
  called('null where nothing is added', calls({ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: null } }) + calls({ index: 0, id: null, type: null, function: { name: null, arguments: '{"x":1}' } }) + CALLED, call('a', 'f', '{"x":1}')),
  called('no list of calls beside one', chunk({ content: '', tool_calls: null }) + calls(A) + chunk({ tool_calls: [] }) + CALLED, call('a', 'f', '{"x":1}')),
  called('a character in two pieces of arguments', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x":"\ud83d' } }) + calls({ index: 0, function: { arguments: '\ude00"}' } }) + CALLED, call('a', 'f', '{"x":"😀"}')),
  called('pieces of two calls in one chunk', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }, { index: 1, id: 'b', function: { name: 'g', arguments: '{' } }) + calls({ index: 1, function: { arguments: '}' } }, { index: 0, function: { arguments: ':1}' } }) + CALLED, ...TWO),
  called('the end with the last call', event({ choices: [{ delta: { tool_calls: [A] }, finish_reason: 'tool_calls' }] }) + DONE, call('a', 'f', '{"x":1}')),
  stream('more calls than an answer may have', calls(...Array.from({ length: 129 }, (_, index) => ({ ...A, index, id: `c${index}` }))) + CALLED, { finish: 'error', errorKind: 'overflow' }),
  stream('arguments without end', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '<<REPEAT 8400000 x>>' } }) + CALLED, { finish: 'error', errorKind: 'overflow' }),
  called('arguments given as a list', calls({ index: 0, id: 'a', function: { name: 'f', arguments: [1] } }) + CALLED, call('a', 'f', '[1]')),
  called('a call without a function of its own', calls({ index: 0, id: 'a', type: 'function', name: 'f', arguments: '{"x":1}' }) + CALLED, call('a', 'f', '{"x":1}')),
  called('a name in two pieces', calls({ index: 0, id: 'a', function: { name: 'get_', arguments: '' } }) + calls({ index: 0, function: { name: 'rain', arguments: '{}' } }) + CALLED, call('a', 'get_rain', '{}')),
  called('a name that grows', calls({ index: 0, id: 'a', function: { name: 'get_', arguments: '' } }) + calls({ index: 0, id: 'a', function: { name: 'get_rain', arguments: '{}' } }) + CALLED, call('a', 'get_rain', '{}')),
  called('a name in another form behind the arguments', calls({ index: 0, id: 'a', function: { name: 'api.rain', arguments: '{"x"' } }) + calls({ index: 0, id: 'a', function: { name: 'rain', arguments: ':1}' } }) + CALLED, call('a', 'api.rain', '{"x":1}')),
  stream('a name without end', Array.from({ length: 300 }, (_, at) => calls({ index: 0, id: 'a', function: { name: `f${at}_`, arguments: '' } })).join('') + CALLED, { finish: 'error', errorKind: 'overflow' }),
  called('all arguments so far with each piece', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '' } }) + args('{"q') + args('{"q":"a b') + args('{"q":"a b"}') + CALLED, call('a', 'f', '{"q":"a b"}')),
  called('all arguments once more at the end', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"q"' } }) + args(':1}') + args('{"q":1}') + CALLED, call('a', 'f', '{"q":1}')),
  called('an empty object before the arguments', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }) + args('') + args('{"x"') + args(':1}') + CALLED, call('a', 'f', '{"x":1}')),
  called('an empty object in front of the arguments', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{}{"x":1}' } }) + CALLED, call('a', 'f', '{"x":1}')),
  called('an empty object twice', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }) + args('{}') + CALLED, call('a', 'f', '{}')),
  called('an empty object and a line end', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }) + args('\n') + CALLED, call('a', 'f', '{}\n')),
  called('arguments that begin again inside themselves', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"a": ' } }) + args('{"a": [') + args('{"a": [1]}]}}') + CALLED, call('a', 'f', '{"a": {"a": [{"a": [1]}]}}')),
  called('the same character twice in the arguments', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x":"' } }) + args('l') + args('l') + args('"}') + CALLED, call('a', 'f', '{"x":"ll"}')),
  called('an id of its own for each piece', calls({ index: 0, id: 'a', function: { name: 'f', arguments: '' } }) + calls({ index: 0, id: 'b', function: { arguments: '{"x"' } }) + calls({ index: 0, id: 'c', function: { name: '', arguments: ':1}' } }) + CALLED, call('a', 'f', '{"x":1}')),
  stream('calls that only the whole message at the end has', chunk({ content: 'I look.' }) + event({ choices: [{ message: { content: 'I look.', tool_calls: [A] }, finish_reason: 'tool_calls' }] }) + DONE, { text: 'I look.', finish: 'tool_calls', toolCalls: [call('a', 'f', '{"x":1}')] }),
  called('calls once more in the whole message at the end', calls({ index: 0, ...A }) + event({ choices: [{ message: { content: null, tool_calls: [A] }, finish_reason: 'tool_calls' }] }) + DONE, call('a', 'f', '{"x":1}')),
  {
    name: 'calls in a whole answer',
    http: { status: 200, headers: JSON_HEAD },
    body: JSON.stringify({ choices: [{ message: { role: 'assistant', content: null, tool_calls: [A, B] }, finish_reason: 'tool_calls' }] }),
    expected: { text: '', finish: 'tool_calls', toolCalls: TWO }
  },
  stream('words before a call', chunk({ content: 'I look.' }) + calls(A) + CALLED, { text: 'I look.', finish: 'tool_calls', toolCalls: [call('a', 'f', '{"x":1}')] })
]
