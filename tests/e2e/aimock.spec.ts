import { LLMock } from '@copilotkit/aimock'
import { expect, test as base } from './app.fixture'

const LONG = 'A tide is the sea falling towards the moon, and away from it on the far side. '.repeat(6).trim()

/** A server that others wrote, as a third opinion on the protocol. */
const test = base.extend<{ readonly mock: LLMock }>({
  mock: async ({}, use) => {
    const mock = new LLMock({ port: 0, chunkSize: 12 })
    await mock.start()
    await use(mock)
    await mock.stop()
  }
})

test('it streams', async ({ mock, rill }) => {
  mock.on({ userMessage: 'tide' }, { content: LONG })
  await rill.useProvider(`${mock.url}/v1`)
  await rill.ask('What is a tide?')
  await rill.finished()
  expect(await rill.answerText()).toBe(LONG)
})

test('it reasons, apart from the answer', async ({ mock, rill }) => {
  mock.on({ userMessage: 'tide' }, { content: 'The moon pulls.', reasoning: 'They ask about the sea.' })
  await rill.useProvider(`${mock.url}/v1`)
  await rill.ask('What is a tide?')
  await rill.finished()
  expect(await rill.answerText()).toBe('The moon pulls.')
  await rill.openReasoning()
  await expect(rill.main).toContainText('They ask about the sea.')
})

test('it calls two tools at once and goes on with their results', async ({ mock, rill }) => {
  mock.on({ userMessage: 'sums', hasToolResult: false }, {
    toolCalls: [
      { id: 'one', name: 'calculator', arguments: '{"expression":"6*7"}' },
      { id: 'two', name: 'calculator', arguments: '{"expression":"1+1"}' }
    ]
  })
  mock.on({ userMessage: 'sums', hasToolResult: true }, { content: 'They are 42 and 2.' })
  await rill.useProvider(`${mock.url}/v1`)
  await rill.ask('Do two sums')
  await rill.decide('calculator', true)
  await rill.decide('calculator', true)
  await rill.finished()
  await expect(rill.answer).toContainText('They are 42 and 2.')
})

test('a 429 is waited out as long as it says, in words, and the answer comes', async ({ mock, rill }) => {
  mock.on({ userMessage: 'tide', sequenceIndex: 0 }, { error: { message: 'slow down' }, status: 429, retryAfter: 2 })
  mock.on({ userMessage: 'tide', sequenceIndex: 1 }, { content: 'The moon pulls.' })
  await rill.useProvider(`${mock.url}/v1`)
  await rill.ask('What is a tide?')
  await expect(rill.main).toContainText('attempt 2 of')
  await rill.finished()
  expect(await rill.answerText()).toBe('The moon pulls.')
})

test('a stream that is cut is picked up again, and nothing is lost', async ({ mock, rill }) => {
  mock.on({ userMessage: 'tide', sequenceIndex: 0 }, { content: LONG }, { truncateAfterChunks: 10, latency: 20 })
  mock.on({ predicate: (request) => request.messages.some(({ role }) => role === 'assistant') }, { content: ' The end.' })
  await rill.useProvider(`${mock.url}/v1`)
  await rill.ask('What is a tide?')
  await rill.finished()
  const text = await rill.answerText()
  expect(text).toMatch(/^A tide is the sea falling/)
  expect(text).toMatch(/The end\.$/)
})
