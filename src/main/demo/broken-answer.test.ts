import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyFrame, emptyContent } from '../../shared/answer-content'
import type { ConversationId, MessageId, ProviderId } from '../../shared/domain/ids'
import type { Question } from '../../shared/domain/message'
import { chatRequests } from '../providers/build-request'
import { plainPorts } from '../providers/plain-send.fixture'
import { newProvider, presetOf, presetsWithDemo } from '../providers/presets'
import { startRun } from '../stream/start-run'
import { startDemoServer, type DemoServer } from './demo-server'
import { SCRIPT } from './script/script'

let server: DemoServer
beforeAll(async () => {
  server = await startDemoServer({ pace: 'instant' })
})
afterAll(() => server.close())

it.each([
  ['break in the middle', 'break', 'en', 'demo'],
  ['中途断开', 'break', 'zh', 'demo'],
  ['take the tour', 'tour', 'en', 'demo-unsteady'],
  ['给我看看代码', 'code', 'zh', 'demo-unsteady'],
  ['来一段长回答', 'long', 'zh', 'demo-unsteady'],
  ['a table', 'table', 'en', 'demo-unsteady']
] as const)('is made whole by the engine: %s', async (text, name, language, model) => {
  const provider = newProvider(presetOf('demo', presetsWithDemo(server.baseUrl)), 'demo' as ProviderId)
  const question: Question = {
    role: 'user',
    text,
    id: 'q' as MessageId,
    conversationId: 'c' as ConversationId,
    parentId: null,
    createdAtMs: 0,
    siblings: []
  }
  const settings = { model, systemPrompt: '', temperature: null }
  const ask = { provider, key: null, settings, path: [question], tools: [], continueWording: 'Continue.' }
  const requests = chatRequests(ask, () => undefined)
  const content = emptyContent()
  const run = startRun(
    {
      request: (way, partial) => Promise.resolve(requests.request(way, partial)),
      adapt: (fault) => requests.adapt(fault),
      limits: provider.limits,
      maxRetries: 3,
      goesOnFrom: ''
    },
    plainPorts,
    (update) => {
      applyFrame(content, update)
      if (update.type === 'run-note' && update.note.kind === 'retry-scheduled') queueMicrotask(() => run.retryNow())
    }
  )
  const { outcome } = await run.result
  expect(outcome).toMatchObject({ kind: 'ended', finish: 'stop' })
  expect(content.text).toBe(SCRIPT.find((line) => line.name === name)?.says[language].trim())
  expect(content.attempts).toHaveLength(2)
  expect(content.seams).toHaveLength(1)
  expect(content.seams[0]?.trimmed.length).toBeGreaterThanOrEqual(12)
})
