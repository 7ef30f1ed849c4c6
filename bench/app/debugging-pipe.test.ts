import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { DebuggingPipe } from './debugging-pipe'

function pipe() {
  const [asks, answers] = [new PassThrough(), new PassThrough()]
  return { asked: asks, answers, debugging: new DebuggingPipe(asks, answers) }
}

describe('a debugging pipe', () => {
  it('gives each question its answer, however they are cut and in whatever order they come', async () => {
    const { answers, debugging } = pipe()
    const [one, two] = [debugging.ask('One'), debugging.ask('Two')]
    const told = '{"method":"Event"}\0{"id":2,"result":{"a":"é"}}\0{"id":1,"result":{}}\0'
    for (const byte of Buffer.from(told)) answers.write(Buffer.from([byte]))
    expect(await two).toEqual({ a: 'é' })
    expect(await one).toEqual({})
  })

  it('sends a session along, and ends each question', () => {
    const { asked, debugging } = pipe()
    void debugging.ask('Runtime.evaluate', { expression: '1' }, 'A')
    const sent = '{"id":1,"method":"Runtime.evaluate","params":{"expression":"1"},"sessionId":"A"}\0'
    expect(String(asked.read())).toBe(sent)
  })

  it('rejects what is refused, and what the program does not live to answer', async () => {
    const { answers, debugging } = pipe()
    const [refused, unanswered] = [debugging.ask('One'), debugging.ask('Two')]
    answers.write('{"id":1,"error":{"message":"no such method"}}\0')
    await expect(refused).rejects.toThrow('no such method')
    answers.destroy()
    await expect(unanswered).rejects.toThrow('has ended')
  })
})
