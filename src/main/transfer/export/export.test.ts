import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationId, RunId } from '../../../shared/domain/ids'
import type { Answer } from '../../../shared/domain/message'
import { EXPORT_FORMS, type ExportForm } from '../../../shared/domain/transfer'
import type { New } from '../../history/history'
import { answerOf, conversationOf, endedWith, faultKindOf, questionOf, saying } from '../../history/sample-turns'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../../history/scratch-database'
import { runExport, type ExportAsk } from './run-export'

let scratch: ScratchDatabase
let folder: string

beforeEach(() => {
  scratch = scratchDatabase()
  folder = scratchFolder()
})
afterEach(() => {
  scratch.remove()
  rmSync(folder, { recursive: true })
})

function askFor(form: ExportForm, change: Partial<ExportAsk> = {}): ExportAsk {
  const to = join(folder, `out-${form}`)
  return { form, scope: null, locale: 'en', version: '1.2.3', title: 'All', secrets: [], to, ...change }
}

function exported(ask: ExportAsk): string {
  runExport(scratch.readable, ask, () => undefined, () => undefined)
  return readFileSync(ask.to, 'utf8')
}

/** A question with two answers, of which the second is shown. */
function fill(text: string, answer: Partial<New<Answer>> = {}): ConversationId {
  const conversation = conversationOf({ title: 'About rivers' })
  const question = questionOf(conversation.id, null, text)
  const [first, second] = [answerOf(question), answerOf(question)]
  scratch.writer.begin({ conversation, messages: [question, { ...first, ...endedWith('The first answer.') }] })
  scratch.writer.begin({ conversation: null, messages: [{ ...second, ...endedWith('The **second** answer.'), ...answer }] })
  return conversation.id
}

it('holds what is shown, and as rill every branch', () => {
  fill('Why?')
  for (const form of EXPORT_FORMS) {
    const text = exported(askFor(form))
    expect(text).toContain('Why?')
    expect(text).toContain('second')
    expect(text.includes('The first answer.'), form).toBe(form === 'rill')
  }
})

it('writes a call with more marks of code than a call of ours takes values', () => {
  const toolCalls = [{ id: 'c', name: 'shell', arguments: '`a'.repeat(1_000_000) }]
  fill('Why?', { toolCalls })
  expect(exported(askFor('markdown'))).toContain('```\n`a`a')
})

it('writes an answer that is still being made with its text so far', () => {
  const conversation = conversationOf()
  const question = questionOf(conversation.id, null)
  const answer = answerOf(question)
  scratch.writer.begin({ conversation, messages: [question, answer] })
  scratch.writer.append([{ runId: answer.runId, frames: saying(answer.runId, 0, 'so far') }])
  for (const form of EXPORT_FORMS) expect(exported(askFor(form))).toContain('so far')
})

it('is one JSON document as rill, and one on each line as jsonl', () => {
  fill('Why?')
  fill('And "why" \u2028 not?\n')
  const whole = JSON.parse(exported(askFor('rill'))) as { format: string; version: number; records: unknown[] }
  expect(whole).toMatchObject({ format: 'rill-history', version: 1 })
  expect(whole.records).toHaveLength(2 * (1 + 3) + 1)
  const lines = exported(askFor('jsonl')).trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
  expect(lines).toEqual([
    { messages: [{ role: 'user', content: 'Why?' }, { role: 'assistant', content: 'The **second** answer.' }] },
    {
      messages: [
        { role: 'user', content: 'And "why" \u2028 not?\n' },
        { role: 'assistant', content: 'The **second** answer.' }
      ]
    }
  ])
})

it('holds no key: not in an address, not in the words of a fault', () => {
  const secrets = ['hunter-two-and-a-half']
  const key = 'sk-proj-0123456789abcdefABCDEF'
  const message = `Incorrect API key provided: ${key}, header was hunter-two-and-a-half`
  const fault = { kind: 'auth' as const, message }
  fill('Why?', { state: { phase: 'failed', fault } })
  const conversation = conversationOf()
  const question = questionOf(conversation.id, null)
  const answer = { ...answerOf(question), runId: 'run' as RunId }
  scratch.writer.begin({ conversation, messages: [question, answer] })
  const url = `https://me:${key}@x.example/v1/chat/completions?api-version=2024-02-01&api_key=${key}`
  scratch.writer.putRequest(answer.id, { url, body: { model: 'small' } })
  for (const form of EXPORT_FORMS) {
    const text = exported(askFor(form, { secrets }))
    expect(text).not.toContain(key)
    expect(text).not.toContain('hunter')
  }
  expect(exported(askFor('rill', { secrets }))).toContain('api-version=2024-02-01')
})

it('keeps what a person wrote, even where it looks like a key', () => {
  fill('Is sk-0123456789abcdef a key?')
  for (const form of EXPORT_FORMS) expect(exported(askFor(form))).toContain('sk-0123456789abcdef')
})

it('takes the trash and the drafts along as rill, and only there', () => {
  const gone = fill('In the trash')
  scratch.writer.putDraft({ conversationId: null, text: 'a draft' })
  scratch.writer.putDraft({ conversationId: gone, text: 'another draft' })
  scratch.writer.delete(gone)
  const whole = exported(askFor('rill'))
  for (const words of ['In the trash', 'a draft', 'another draft']) expect(whole).toContain(words)
  for (const form of EXPORT_FORMS.slice(1)) expect(exported(askFor(form))).not.toContain('In the trash')
})

it('takes the chosen ones alone, and passes over one that has gone', () => {
  const one = fill('The one')
  fill('The other')
  const ask = askFor('markdown', { scope: ['no-such' as ConversationId, one] })
  expect(runExport(scratch.readable, ask, () => undefined, () => undefined)).toBe(1)
  expect(readFileSync(ask.to, 'utf8')).not.toContain('The other')
})

it('leaves nothing behind when it is cancelled or cannot be written, and what was there as it was', () => {
  fill('Why?')
  const ask = askFor('text')
  const before = exported(ask)
  const cancel = (): never => {
    throw new Error('cancelled')
  }
  expect(faultKindOf(() => runExport(scratch.readable, ask, () => undefined, cancel))).toBe('internal')
  expect(readFileSync(ask.to, 'utf8')).toBe(before)
  expect(readdirSync(dirname(ask.to))).toEqual([basename(ask.to)])
  const nowhere = join(folder, 'no-such', 'x')
  expect(faultKindOf(() => exported(askFor('text', { to: nowhere })))).not.toBe('none')
  expect(existsSync(nowhere)).toBe(false)
})
