import type { ConformanceCase } from '../conformance-case'
import { chunk, DONE, END, event, JSON_HEAD, refused, say, stream, STREAM } from './parts'

const broke = (name: string, error: unknown, errorKind: string, errorMessage: string): ConformanceCase =>
  stream(name, event(error), { text: '', finish: 'error', errorKind, errorMessage })
const answered = (name: string, body: unknown, errorKind: string, errorMessage: string): ConformanceCase => ({
  name,
  http: { status: 200, headers: JSON_HEAD },
  body: JSON.stringify(body),
  expected: { text: '', finish: 'error', errorKind, errorMessage }
})
const page = '<!doctype html><title>Bad gateway</title>'

/** How providers, gateways and proxies say that something is wrong. */
export const FAULT_CASES: readonly ConformanceCase[] = [
  broke('an error that is only text', { error: 'out of order' }, 'provider_error', 'out of order'),
  broke('an error with a word for its code', { error: { message: 'slow down', code: 'rate_limit_exceeded' } }, 'rate_limit', 'slow down'),
  broke('an error with a number for its code', { error: { message: 'who are you', code: 401 } }, 'auth', 'who are you'),
  broke('an error with a number in text', { error: { message: 'pay first', code: '402' } }, 'quota', 'pay first'),
  broke('an error in the choice', { choices: [{ index: 0, delta: {}, error: { code: 502, message: 'upstream gone' }, finish_reason: 'error' }] }, 'provider_error', 'upstream gone'),
  broke('an error that is the event itself', { object: 'error', message: 'too long', type: 'BadRequestError', code: 400 }, 'bad_request', 'too long'),
  broke('an error with its type outside', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'provider_error', 'Overloaded'),
  broke('a list of errors', { errors: [{ message: 'first' }, { message: 'second' }] }, 'provider_error', 'first'),
  broke('an error in a list', [{ error: { code: 429, message: 'too fast', status: 'RESOURCE_EXHAUSTED' } }], 'rate_limit', 'too fast'),
  broke('an error in a state of the answer', { choices: null, base_resp: { status_code: 1004, status_msg: 'login fail' } }, 'provider_error', 'login fail'),
  broke('a context too long, inside the stream', { error: { message: 'shorten it', code: 'context_length_exceeded' } }, 'context_length', 'shorten it'),
  broke('nothing but a code and a message', { code: 'InvalidApiKey', message: 'no such key' }, 'auth', 'no such key'),
  broke('nothing but a detail', { detail: 'Model is loading' }, 'provider_error', 'Model is loading'),
  stream('an error event with plain words', 'event: error\ndata: the engine stopped\n\n', { text: '', finish: 'error', errorKind: 'provider_error', errorMessage: 'the engine stopped' }),
  stream('an error after text', say('so far') + event({ error: { message: 'gone', code: 500 } }), { text: 'so far', finish: 'error', errorKind: 'provider_error', errorMessage: 'gone' }),
  stream('an error after the end is over', say('a') + END + event({ error: 'late' }), { text: 'a', finish: 'stop' }),
  stream('a state of the answer that is well', event({ choices: [{ delta: { content: 'a' } }], base_resp: { status_code: 0, status_msg: '' } }) + END, { text: 'a', finish: 'stop' }),
  stream('an error that is null or empty', event({ choices: [{ delta: { content: 'a' } }], error: null }) + event({ choices: [{ delta: { content: 'b' } }], error: {} }) + event({ choices: [], error: '' }) + END, { text: 'ab', finish: 'stop' }),
  stream('an end that names a failure', say('a') + chunk({}, 'error') + DONE, { text: 'a', finish: 'error', errorKind: 'provider_error', rawFinish: 'error' }),
  answered('a whole answer that is an error', { error: { message: 'no', type: 'invalid_request_error' } }, 'provider_error', 'no'),
  answered('a whole answer of a code and words', { code: 1301, msg: '系统繁忙', success: false }, 'provider_error', '系统繁忙'),
  answered('a whole answer of a code and words by longer names', { error_code: 336, error_msg: 'daily limit' }, 'provider_error', 'daily limit'),
  refused('429 in Chinese', 429, { error: { code: '1302', message: '您的账户已达到速率限制' } }, 'rate_limit', { errorMessage: '速率限制' }),
  refused('429 without money, in Chinese', 429, { error: { code: '1113', message: '余额不足，请充值' } }, 'quota', { errorMessage: '余额不足' }),
  refused('429 without words', 429, '', 'rate_limit'),
  refused('400 for an account in arrears', 400, { error: { code: 'Arrearage', message: 'account is in arrears' } }, 'quota'),
  refused('400 for a wrong key', 400, [{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] } }], 'auth', { errorMessage: 'API key not valid' }),
  refused('400 for a context that is too long', 400, { error: { message: "This model's maximum context length is 8192 tokens." } }, 'context_length'),
  refused('400 from the server before a model', 400, { object: 'error', message: 'bad field', code: 400 }, 'bad_request', { errorMessage: 'bad field' }),
  refused('422 with the place of each mistake', 422, { detail: [{ loc: ['body', 'model'], msg: 'field required' }] }, 'bad_request', { errorMessage: 'field required' }),
  refused('404 for a model', 404, { error: { code: 'model_not_found', message: 'no such model' } }, 'not_found', { errorMessage: 'no such model' }),
  refused('404 with a page', 404, page, 'not_found'),
  refused('403 for a region', 403, { error: { code: 'unsupported_country_region_territory', message: 'not here' } }, 'forbidden', { errorMessage: 'not here' }),
  refused('403 without quota', 403, { error: { code: 'insufficient_user_quota', message: '用户额度不足' } }, 'quota', { errorMessage: '用户额度不足' }),
  refused('405 at an address that takes no questions', 405, '', 'not_found'),
  refused('410 for a model that is gone', 410, { error: { message: 'retired' } }, 'not_found', { errorMessage: 'retired' }),
  refused('408 when the server waited too long', 408, '', 'server_error'),
  refused('409 while a model is loaded', 409, '', 'server_error'),
  refused('425 when it is too early', 425, '', 'server_error'),
  refused('300 without a place to go to', 300, '', 'redirect'),
  refused('413 for too large a request', 413, page, 'context_length'),
  refused('500 with words', 500, 'upstream connect error', 'server_error', { errorMessage: 'upstream connect error' }),
  refused('502 with a page', 502, page, 'server_error'),
  refused('504 with a page', 504, page, 'server_error'),
  refused('529 when overloaded', 529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'server_error', { errorMessage: 'Overloaded' }),
  { ...refused('a wait in fractions of a second', 429, {}, 'rate_limit', { retryAfterMs: 1_500 }), http: { status: 429, headers: { ...JSON_HEAD, 'retry-after': '1.5' } } },
  { ...refused('a wait in milliseconds', 429, {}, 'rate_limit', { retryAfterMs: 250 }), http: { status: 429, headers: { ...JSON_HEAD, 'retry-after': '1', 'retry-after-ms': '250' } } },
  { ...refused('a redirect within the same server', 307, '', 'redirect'), http: { status: 307, headers: { location: '/elsewhere' } } },
  { ...refused('a redirect to a page to log in', 302, page, 'redirect'), http: { status: 302, headers: { location: '<<OTHER_ORIGIN>>/login', 'content-type': 'text/html' } } },
  { name: 'an image', http: { status: 200, headers: { 'content-type': 'image/png' } }, body: 'x', expected: { text: '', finish: 'error', errorKind: 'bad_content_type' } },
  { name: 'plain words labelled as a page', http: { status: 200, headers: { 'content-type': 'text/html' } }, body: 'It works!', expected: { text: '', finish: 'error', errorKind: 'html_response' } },
  { name: 'plain words', http: { status: 200, headers: { 'content-type': 'text/plain' } }, body: 'It works!', expected: { text: '', finish: 'error', errorKind: 'bad_content_type' } },
  {
    name: 'a wrong key is not tried again',
    sequence: [{ http: { status: 401, headers: JSON_HEAD }, body: '{}' }],
    expected: { finish: 'error', errorKind: 'auth', requests: 1 }
  },
  {
    name: 'a page of the gateway, then the answer',
    sequence: [{ http: { status: 502, headers: { 'content-type': 'text/html', 'retry-after': '0' } }, body: page }, { http: STREAM, body: say('here') + END }],
    expected: { text: 'here', finish: 'stop', requests: 2 }
  }
]
