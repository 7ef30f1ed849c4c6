import './behind-others'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { parentPort } from 'node:worker_threads'
import { TextCount } from './text-count'
import type { FromCounter, ToCounter } from './token-messages'

// What a model writes is text: "<|endoftext|>" in an answer is twelve characters and no command.
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() }

interface Counted {
  readonly count: TextCount
  number: number
}

const attempts = new Map<number, Counted>()

parentPort?.on('message', (message: ToCounter) => {
  const counted = attempts.get(message.attempt) ?? begin(message.attempt)
  switch (message.kind) {
    case 'add':
      counted.count.add(message.text)
      counted.number = message.number
      return reply({ attempt: message.attempt, number: counted.number, count: counted.count.count, settled: false })
    case 'settle':
      return reply({ attempt: message.attempt, number: counted.number, count: counted.count.settle(), settled: true })
    case 'close':
      attempts.delete(message.attempt)
  }
})

function begin(attempt: number): Counted {
  const counted = { count: new TextCount((text) => countTokens(text, AS_TEXT)), number: 0 }
  attempts.set(attempt, counted)
  return counted
}

function reply(message: FromCounter): void {
  parentPort?.postMessage(message)
}
