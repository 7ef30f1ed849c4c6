import { readFileSync } from 'node:fs'
import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Question } from '../../shared/domain/message'
import type { AttemptWay } from '../../shared/domain/run'
import type { Fault } from '../../shared/fault'
import { chatRequests } from '../providers/build-request'
import type { HttpRequest } from '../stream/ports'
import type { AskOptions } from './ask-options'
import type { AskedProvider } from './ask-provider'
import type { Terminal } from './terminal'
import { UsageError } from './usage-error'

export interface AskRequests {
  request(way: AttemptWay, partial: string): Promise<HttpRequest>
  adapt(fault: Fault): boolean
}

const CONTINUE_WORDING = 'continue'

/** The requests of one question. Throws a `UsageError` for a key that is not set or a file that is no list of tools. */
export function askRequests(options: AskOptions, asked: AskedProvider, env: Terminal['env']): AskRequests {
  const tools = options.toolsFile === null ? null : toolsIn(options.toolsFile)
  const requests = chatRequests(
    {
      provider: asked.provider,
      key: options.keyEnv === null ? null : keyIn(env, options.keyEnv),
      settings: { model: asked.model, systemPrompt: options.system, temperature: options.temperature },
      path: [question(options.question)],
      tools: [],
      continueWording: CONTINUE_WORDING
    },
    () => undefined
  )
  return {
    // Through an async function, so that a header that cannot be sent rejects.
    request: async (way, partial) => Promise.resolve(withTools(requests.request(way, partial), tools)),
    adapt: (fault) => requests.adapt(fault)
  }
}

function question(text: string): Question {
  const id = 'question' as MessageId
  const conversationId = 'command' as ConversationId
  return { role: 'user', id, conversationId, parentId: null, createdAtMs: 0, siblings: [id], text }
}

function keyIn(env: Terminal['env'], name: string): string {
  const key = env[name]
  if (key === undefined || key.trim() === '') throw new UsageError(`The environment variable ${name} is not set.`)
  return key
}

/** The tools go into the request as they stand in the file: what they may hold differs from provider to provider. */
function withTools(request: HttpRequest, tools: readonly unknown[] | null): HttpRequest {
  if (tools === null || tools.length === 0) return request
  const body: unknown = JSON.parse(request.body ?? '{}')
  return { ...request, body: JSON.stringify(Object.assign({}, body, { tools })) }
}

function toolsIn(file: string): readonly unknown[] {
  const problem = (why: string): UsageError => new UsageError(`--tools: ${file} ${why}.`)
  let tools: unknown
  try {
    tools = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw problem(`cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!Array.isArray(tools)) throw problem('holds no JSON array')
  return tools
}
