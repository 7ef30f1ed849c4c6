import { expect, test } from './app.fixture'

const CALL = { id: 'call_1', name: 'calculator' }

test('a tool runs after the yes, and the answer streams on with its result', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What is 6 times 7?')
  const request = await provider.next()
  request.callTool(0, { ...CALL, arguments: '{"expression":' })
  await expect(rill.toolCard('calculator')).toBeVisible()
  request.callTool(0, { arguments: '"6*7"}' })
  await expect(rill.toolCard('calculator')).toContainText('6*7')
  request.finish('tool_calls')
  await rill.decide('calculator', true)

  const second = await provider.next()
  const result = second.body.messages.find((message) => message.role === 'tool')
  expect(result?.content).toContain('42')
  second.say('It is 42.')
  second.finish()
  await rill.finished()
  await expect(rill.answer).toContainText('It is 42.')
})

test('a refused tool does not run, and the model is told', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What is 6 times 7?')
  const request = await provider.next()
  request.callTool(0, { ...CALL, arguments: '{"expression":"6*7"}' })
  request.finish('tool_calls')
  await rill.decide('calculator', false)

  const second = await provider.next()
  const result = second.body.messages.find((message) => message.role === 'tool')
  expect(result?.content).not.toContain('42')
  second.say('Then I would have to guess.')
  second.finish()
  await rill.finished()
  await expect(rill.answer).toContainText('Then I would have to guess.')
})
