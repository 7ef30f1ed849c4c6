import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoServer, type DemoServer } from './demo-server'
import { translationPrompt } from '../translate/translation-prompt'
import { SCRIPT } from './script/script'

let server: DemoServer
beforeAll(async () => {
  server = await startDemoServer({ pace: 'instant' })
})
afterAll(() => server.close())

interface Got {
  text: string
  reasoning: string
  calls: { id: string; name: string; arguments: string }[]
  finish: string | null
  usage: { completion_tokens: number } | null
  done: boolean
  broken: boolean
}

async function chat(messages: object[], more: object = {}): Promise<Got> {
  const body = { model: 'demo', messages, stream: true, stream_options: { include_usage: true }, ...more }
  const response = await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
  const got: Got = { text: '', reasoning: '', calls: [], finish: null, usage: null, done: false, broken: false }
  let all = ''
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  try {
    for (;;) {
      const part = await reader?.read()
      if (!part || part.done) break
      all += decoder.decode(part.value, { stream: true })
    }
  } catch {
    got.broken = true
  }
  for (const event of all.split('\n\n').filter((part) => part.startsWith('data: '))) apply(got, event.slice('data: '.length))
  return got
}

function apply(got: Got, data: string): void {
  if (data === '[DONE]') {
    got.done = true
    return
  }
  const chunk = JSON.parse(data)
  got.usage = chunk.usage ?? got.usage
  for (const { delta, finish_reason: finish } of chunk.choices) {
    got.text += delta.content ?? ''
    got.reasoning += delta.reasoning_content ?? ''
    got.finish = finish ?? got.finish
    for (const call of delta.tool_calls ?? []) {
      const grown = (got.calls[call.index] ??= { id: call.id, name: call.function.name, arguments: '' })
      grown.arguments += call.function.arguments
    }
  }
}

const ask = (text: string): object => ({ role: 'user', content: text })
const answered = (text: string): object => ({ role: 'assistant', content: text })
const tool = (name: string): object => ({ type: 'function', function: { name, parameters: {} } })

describe('the protocol', () => {
  it('streams a greeting to its end, with usage and [DONE]', async () => {
    const got = await chat([ask('hello')])
    expect(got).toMatchObject({ finish: 'stop', done: true, broken: false })
    expect(got.text).toContain('script, not a model')
    expect(got.usage?.completion_tokens).toBeGreaterThan(50)
  })

  it('sends usage only when asked to', async () => {
    const got = await chat([ask('hello')], { stream_options: undefined })
    expect(got).toMatchObject({ usage: null, done: true })
  })

  it('answers in one piece without `stream`', async () => {
    const streamed = await chat([ask('take the tour')])
    const body = JSON.stringify({ model: 'demo', messages: [ask('take the tour')] })
    const whole = await (await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body })).json()
    expect(whole.choices[0]).toMatchObject({ message: { content: streamed.text }, finish_reason: 'stop' })
  })

  it('lists its models, and refuses others by name', async () => {
    const list = await (await fetch(`${server.baseUrl}/models`)).json()
    expect(list.data.map((model: { id: string }) => model.id)).toContain('demo')
    const body = JSON.stringify({ model: 'gpt-9', messages: [ask('hello')] })
    const refused = await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body })
    expect([refused.status, (await refused.json()).error.code]).toEqual([404, 'model_not_found'])
  })

  it.each([['not json'], ['{}'], ['{"model":"demo","messages":[]}'], ['[]'], ['null']])('refuses %s', async (body) => {
    const refused = await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body })
    expect(refused.status).toBe(400)
  })

  it('answers no web page: neither an origin nor a foreign host name', async () => {
    expect(await statusWith({ origin: 'https://example.com' })).toBe(403)
    expect(await statusWith({ origin: 'null' })).toBe(403)
    expect(await statusWith({ host: 'evil.example' })).toBe(403)
    expect(await statusWith({})).toBe(200)
  })
})

function statusWith(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${server.baseUrl}/models`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the script', () => {
  it.each([
    ['hello', 'hello', 'en'],
    ['Take the tour', 'tour', 'en'],
    ['give me a long answer', 'long', 'en'],
    ['Show me some code', 'code', 'en'],
    ['a table please', 'table', 'en'],
    ['a list', 'list', 'en'],
    ['a Chinese poem', 'poem', 'en'],
    ['think about a puzzle', 'reasoning', 'en'],
    ['slowly', 'slow', 'en'],
    ['你好', 'hello', 'zh'],
    ['带我转一圈', 'tour', 'zh'],
    ['来一段长回答', 'long', 'zh'],
    ['给我看看代码', 'code', 'zh'],
    ['画个表格', 'table', 'zh'],
    ['列个清单', 'list', 'zh'],
    ['写首诗', 'poem', 'zh'],
    ['推理一道题', 'reasoning', 'zh'],
    ['慢一点', 'slow', 'zh'],
    ['continue', 'continue', 'en'],
    ['继续', 'continue', 'zh']
  ] as const)('answers "%s" with its %s, in %s', async (question, name, language) => {
    const line = SCRIPT.find((candidate) => candidate.name === name)
    const got = await chat([ask(question)])
    expect(got.text).toBe(line?.says[language].trim())
    expect(got.reasoning).toBe(line?.thinks?.[language].trim() ?? '')
    expect(got.finish).toBe('stop')
  })

  it('shows an unknown question back, says it is no model, and ends with stop', async () => {
    const got = await chat([ask('Why is `the` <b>sky</b> blue?\nreally')])
    expect(got.text).toContain('> Why is `the` <b>sky</b> blue?\n> really')
    expect(got.text).toContain('no model')
    expect(got).toMatchObject({ finish: 'stop', done: true })
    expect((await chat([ask('天为什么是蓝的？')])).text).toContain('不是模型')
  })

  it('is the same each time', async () => {
    expect(await chat([ask('code')])).toEqual(await chat([ask('code')]))
  })

  it('marks the lines of a translation, keeps code, and knows a few sentences', async () => {
    const system = { role: 'system', content: translationPrompt({ from: 'en', to: 'de' }) }
    const question = '# Title of it\n\n- Hello!\n\n```js\nhello()\n```'
    expect((await chat([system, ask(question)])).text).toBe('# [German] Title of it\n\n- Hallo!\n\n```js\nhello()\n```')
  })

  it('thinks first with the thinking model, and does not translate', async () => {
    expect((await chat([ask('a table')], { model: 'demo-thinking' })).reasoning).not.toBe('')
    const system = { role: 'system', content: 'Translate to French, output only the translation' }
    expect((await chat([system, ask('good day')])).text).toContain('cannot translate')
  })
})

describe('an answer that breaks', () => {
  it.each(['break in the middle', '中途断开'])('goes on from where it was cut: %s', async (question) => {
    const whole = SCRIPT.find(({ name }) => name === 'break')?.says[/[a-z]/.test(question) ? 'en' : 'zh'].trim() ?? ''
    const first = await chat([ask(question)])
    expect(first).toMatchObject({ broken: true, done: false, finish: null })
    expect(whole.startsWith(first.text)).toBe(true)
    const second = await chat([ask(question), answered(first.text), ask('Go on.')])
    expect(second).toMatchObject({ broken: false, finish: 'stop', done: true })
    const repeated = first.text.length + second.text.length - whole.length
    expect(repeated).toBeGreaterThanOrEqual(14)
    expect(first.text + second.text.slice(repeated)).toBe(whole)
    expect(whole.endsWith(second.text)).toBe(true)
  })

  it('takes a trailing assistant message as a prefix, too', async () => {
    const first = await chat([ask('break')])
    const second = await chat([ask('break'), answered(first.text)])
    expect(second.text).not.toBe('')
    expect(second.broken).toBe(false)
  })

  it('goes on with an answer that was stopped, without repeating', async () => {
    const whole = await chat([ask('code')])
    const cut = whole.text.slice(0, 333)
    const rest = await chat([ask('code'), answered(cut), ask('continue')])
    expect(cut + rest.text).toBe(whole.text)
  })

  it('breaks anything with the unsteady model', async () => {
    expect((await chat([ask('a table')], { model: 'demo-unsteady' })).broken).toBe(true)
  })
})

describe('tools', () => {
  it('calls the calculator with the sum in the question and shows its answer', async () => {
    const question = ask('What is 17 * (24 + 1)?')
    const got = await chat([question], { tools: [tool('calculator')] })
    expect(got.finish).toBe('tool_calls')
    expect(got.calls).toEqual([{ id: 'call_demo_1', name: 'calculator', arguments: '{"expression":"17 * (24 + 1)"}' }])
    const calls = got.calls.map(({ id, ...call }) => ({ id, type: 'function', function: call }))
    const result = { role: 'tool', tool_call_id: 'call_demo_1', content: '425' }
    const after = await chat([question, { ...answered(got.text), tool_calls: calls }, result], { tools: [] })
    expect(after.text).toContain('`calculator`: **425**')
    expect(after.finish).toBe('stop')
  })

  it('calls two tools at once', async () => {
    const tools = [tool('calculator'), tool('current_time')]
    const got = await chat([ask('现在北京几点？再算一下 3+4')], { tools })
    expect(got.calls.map(({ name, arguments: text }) => [name, JSON.parse(text)])).toEqual([
      ['current_time', { time_zone: 'Asia/Shanghai' }],
      ['calculator', { expression: '3+4' }]
    ])
  })

  it('calls nothing that is not offered', async () => {
    expect((await chat([ask('what time is it?')])).calls).toEqual([])
  })
})

it('ends when it is closed in mid-answer', async () => {
  const own = await startDemoServer({ pace: 'real' })
  const body = JSON.stringify({ model: 'demo', messages: [ask('a long answer')], stream: true })
  const response = await fetch(`${own.baseUrl}/chat/completions`, { method: 'POST', body })
  const reader = response.body?.getReader()
  await reader?.read()
  await own.close()
  await expect(drain(reader)).rejects.toThrow()
})

async function drain(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  while (!(await reader?.read())?.done);
}
