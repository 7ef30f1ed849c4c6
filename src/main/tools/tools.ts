import type { ToolOutcome } from '../../shared/domain/message'
import type { ToolCall } from '../../shared/domain/run'
import { calculator } from './calculator'
import { currentTime } from './current-time'
import type { Tool } from './tool'

/** The tools that are built in, as they are offered. */
export const TOOLS: readonly Tool[] = [currentTime(), calculator]

const LIMIT_MS = 30_000
const MAX_RESULT_BYTES = 64 << 10

export interface ToolRun {
  readonly outcome: ToolOutcome
  /** What the model is told, at most 64 KiB. */
  readonly text: string
}

/** Runs a called tool for at most 30 seconds. Never rejects: what goes wrong is the result's text, a plain sentence. */
export async function runTool(
  call: ToolCall,
  signal: AbortSignal,
  tools: readonly Tool[] = TOOLS,
  limitMs = LIMIT_MS
): Promise<ToolRun> {
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) return failed(`There is no tool named "${call.name.slice(0, 100)}".`)
  const args = argumentsOf(call.arguments)
  if (args === null) return failed('The arguments of this call are not a valid JSON object, so the tool was not run.')
  try {
    return { outcome: 'ran', text: bounded(await limited(tool, args, signal, limitMs)) }
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

async function limited(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  limitMs: number
): Promise<string> {
  const ended = new AbortController()
  let giveUp = (_: Error): void => undefined
  const over = new Promise<never>((_, reject) => (giveUp = reject))
  const stop = (): void => giveUp(new Error('The tool was stopped before it had a result.'))
  const timer = setTimeout(() => giveUp(new Error(`The tool had no result after ${limitMs / 1_000} seconds.`)), limitMs)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    return await Promise.race([over, tool.run(args, ended.signal)])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    ended.abort()
  }
}

/** Some models send nothing at all for a call without arguments. */
function argumentsOf(text: string): Readonly<Record<string, unknown>> | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    // The caller says so, in the result.
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function failed(text: string): ToolRun {
  return { outcome: 'failed', text: bounded(text) }
}

const CUT = '\n[The rest of this result was left out.]'

function bounded(text: string): string {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length <= MAX_RESULT_BYTES) return text
  // Cutting bytes may cut a character; the decoder marks it, and the mark is taken off again.
  return bytes.subarray(0, MAX_RESULT_BYTES - CUT.length).toString('utf8').replace(/\ufffd+$/, '') + CUT
}
