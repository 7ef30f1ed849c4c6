import { createRequire } from 'node:module'
import type * as Keytar from 'keytar'
import type { KeyAsk, KeyQuestion, KeyReply } from './key-messages'

/**
 * Entry of the process that talks to the system's keychain, and the only place that loads keytar. It is a process
 * of its own because a call that waits for an unlock prompt never settles and holds up even `process.exit()`.
 */
const service = 'Rill'
const maxMessageLength = 300

/** Loaded by each question, so that a machine without libsecret gets an answer and not a dead process. */
function loadKeytar(): typeof Keytar {
  return createRequire(import.meta.url)('keytar') as typeof Keytar
}

async function answer(question: KeyQuestion): Promise<string | null> {
  const keytar = loadKeytar()
  switch (question.verb) {
    case 'get':
      return keytar.getPassword(service, question.account)
    case 'put':
      await keytar.setPassword(service, question.account, question.secret)
      return null
    case 'forget':
      await keytar.deletePassword(service, question.account)
      return null
  }
}

async function replyTo(ask: KeyAsk): Promise<KeyReply> {
  try {
    return { id: ask.id, ok: true, value: await answer(ask) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const quotesKey = ask.verb === 'put' && message.includes(ask.secret)
    return { id: ask.id, ok: false, message: quotesKey ? 'refused' : message.slice(0, maxMessageLength) }
  }
}

// Absent under plain Node, where the tests run it.
const { parentPort }: { readonly parentPort?: Electron.ParentPort } = process

if (parentPort) {
  parentPort.on('message', (event: { data: KeyAsk }) => {
    void replyTo(event.data).then((reply) => parentPort.postMessage(reply))
  })
} else {
  process.on('message', (ask: KeyAsk) => {
    void replyTo(ask).then((reply) => process.send?.(reply))
  })
}
