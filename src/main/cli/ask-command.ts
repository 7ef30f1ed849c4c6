import { applyFrame, emptyContent } from '../../shared/answer-content'
import { faultText } from '../../shared/fault-text'
import { startDemoServer } from '../demo/demo-server'
import { FaultError } from '../fault-error'
import type { Network, Send } from '../stream/ports'
import type { TokenMeter } from '../stream/run'
import { startRun } from '../stream/start-run'
import { systemClock } from '../stream/system-clock'
import { jsonPrinter, localeOf, textPrinter } from './answer-printer'
import { ASK_USAGE, parseAskOptions, type AskOptions } from './ask-options'
import { askedProvider } from './ask-provider'
import { askRequests } from './ask-requests'
import { askResult, type AskResult } from './ask-result'
import { FAULT, FINISHED, WRONG_USAGE, type ExitCode } from './exit-code'
import { recordingSend } from './recording-send'
import type { Terminal } from './terminal'
import { UsageError } from './usage-error'

/** What differs between plain Node and Electron. */
export interface Engine {
  readonly send: Send
  readonly network: Network
  readonly tokens: TokenMeter
}

/** `ask`: one question, streamed to the terminal. Saves nothing, never rejects. */
export async function askCommand(args: readonly string[], engine: Engine, terminal: Terminal): Promise<ExitCode> {
  if (args.includes('--help')) {
    terminal.out(`${ASK_USAGE}\n`)
    return FINISHED
  }
  try {
    const options = parseAskOptions(args)
    const { baseUrl } = options
    const asking = baseUrl === null ? askDemo(options, engine, terminal) : ask(options, baseUrl, engine, terminal)
    const result = await asking
    return result.fault === null ? FINISHED : FAULT
  } catch (error) {
    return refused(error, terminal)
  }
}

async function askDemo(options: AskOptions, engine: Engine, terminal: Terminal): Promise<AskResult> {
  const demo = await startDemoServer()
  try {
    return await ask(options, demo.baseUrl, engine, terminal)
  } finally {
    await demo.close()
  }
}

async function ask(options: AskOptions, baseUrl: string, engine: Engine, terminal: Terminal): Promise<AskResult> {
  const asked = askedProvider(options, baseUrl, options.baseUrl === null)
  const requests = askRequests(options, asked, terminal.env)
  const recording = recordingSend(engine.send, options.recordFile)
  const printer = options.json ? jsonPrinter(terminal) : textPrinter(terminal, options.keyEnv)
  const content = emptyContent()
  const run = startRun(
    { ...requests, limits: asked.provider.limits, maxRetries: options.maxRetries, goesOnFrom: '' },
    { ...engine, send: recording.send, clock: systemClock, random: Math.random },
    (update) => {
      applyFrame(content, update)
      printer.update(update)
    }
  )
  const stop = (): void => run.stop()
  terminal.stop.addEventListener('abort', stop, { once: true })
  if (terminal.stop.aborted) stop()
  try {
    const result = askResult(content, await run.result)
    printer.result(result)
    return result
  } finally {
    terminal.stop.removeEventListener('abort', stop)
    recording.close()
  }
}

function refused(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof UsageError) {
    terminal.err(`${error.message}\n${ASK_USAGE}\n`)
    return WRONG_USAGE
  }
  if (error instanceof FaultError) {
    terminal.err(`${faultText(error.fault, localeOf(terminal.env))}\n`)
    return error.fault.kind === 'bad_ask' ? WRONG_USAGE : FAULT
  }
  terminal.err(`${error instanceof Error ? error.message : String(error)}\n`)
  return FAULT
}
