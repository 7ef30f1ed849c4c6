import type { Locale } from '../../shared/domain/settings'
import type { RunUpdate } from '../stream/run'
import { askFaultText } from './ask-fault-text'
import type { AskResult } from './ask-result'
import { retryLine } from './retry-line'
import { statsLine } from './stats-line'
import type { Terminal } from './terminal'

/** Shows a run as it goes on and what became of it. */
export interface AnswerPrinter {
  update(update: RunUpdate): void
  result(result: AskResult): void
}

/** One JSON frame per line, numbered from 0; the result is the last line. */
export function jsonPrinter(terminal: Terminal): AnswerPrinter {
  let seq = 0
  return {
    update: (update) => terminal.out(`${JSON.stringify({ seq: seq++, ...update })}\n`),
    result: (result) => {
      terminal.out(`${JSON.stringify(result)}\n`)
      terminal.err(`${statsLine(result)}\n`)
    }
  }
}

/**
 * The text as it streams; everything that is not the answer goes to standard error. `keyEnv` names the variable that
 * the key was taken from, null where there was none.
 */
export function textPrinter(terminal: Terminal, keyEnv: string | null): AnswerPrinter {
  const locale = localeOf(terminal.env)
  let atLineStart = true
  let saidThinking = false
  const print = (text: string): void => {
    const shown = terminal.outIsScreen ? withoutControls(text) : text
    if (shown === '') return
    terminal.out(shown)
    atLineStart = shown.endsWith('\n')
  }
  const endLine = (): void => {
    if (!atLineStart) print('\n')
  }
  return {
    update(update) {
      if (update.type === 'text-delta') print(update.text)
      if (update.type === 'reasoning-delta' && !saidThinking) terminal.err('thinking ...\n')
      saidThinking ||= update.type === 'reasoning-delta'
      if (update.type === 'run-note' && update.note.kind === 'retry-scheduled') {
        // The line break goes with the note: on standard output it would part the answer's two halves.
        terminal.err(`${atLineStart ? '' : '\n'}${retryLine(update.note.retry, locale)}\n`)
      }
    },
    result(result) {
      if (result.text === '') print(result.refusal)
      endLine()
      for (const call of result.toolCalls) print(`${call.name}(${call.arguments})\n`)
      if (result.fault) terminal.err(`${withoutControls(askFaultText(result.fault, locale, keyEnv))}\n`)
      terminal.err(`${statsLine(result)}\n`)
    }
  }
}

/** A model could otherwise move the cursor, set the title or write into the clipboard of a terminal. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '')
}

export function localeOf(env: Terminal['env']): Locale {
  return /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'zh-CN' : 'en'
}
