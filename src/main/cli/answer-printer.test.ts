import { describe, expect, it } from 'vitest'
import type { RunUpdate } from '../stream/run'
import { textPrinter } from './answer-printer'
import type { Terminal } from './terminal'

function opened(env: Terminal['env'] = {}): { terminal: Terminal; out: () => string; err: () => string } {
  let out = ''
  let err = ''
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsScreen: true,
    env,
    stop: new AbortController().signal
  }
  return { terminal, out: () => out, err: () => err }
}

const text = (piece: string): RunUpdate => ({ type: 'text-delta', text: piece })
const retry: RunUpdate = {
  type: 'run-note',
  note: {
    kind: 'retry-scheduled',
    retry: { attempt: 2, of: 4, waitMs: 900, atMs: 1, way: 'continue', fault: { kind: 'network_reset', message: '' } }
  }
}

describe('textPrinter', () => {
  it('joins the halves of a broken answer on standard output; what happened goes to standard error', () => {
    const { terminal, out, err } = opened()
    const printer = textPrinter(terminal, null)
    for (const update of [text('the very wo'), retry, text('rd')]) printer.update(update)
    expect(out()).toBe('the very word')
    expect(err()).toBe('\nconnection lost · resuming in 1 s · attempt 2 of 4\n')
  })

  it('speaks Chinese where the system does', () => {
    const { terminal, err } = opened({ LANG: 'zh_CN.UTF-8' })
    textPrinter(terminal, null).update(retry)
    expect(err()).toMatch(/^连接断/)
  })

  it('keeps the control characters of a model off the screen', () => {
    const { terminal, out } = opened()
    textPrinter(terminal, null).update(text('a\u001b]0;title\u0007b\n'))
    expect(out()).toBe('a]0;titleb\n')
  })
})
