import { utilityProcess } from 'electron'
import type { KeyProcess, KeyReply } from './key-messages'

/** Starts the bundled key process as a child of Electron; only once the app is ready. */
export function startUtilityKeyProcess(modulePath: string): KeyProcess {
  const child = utilityProcess.fork(modulePath, [], {
    serviceName: 'Rill keys',
    // libsecret prints warnings of its own; its error texts are classified in English whatever the person speaks.
    stdio: 'ignore',
    env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' }
  })
  return {
    send: (ask) => child.postMessage(ask),
    onReply: (listener) => child.on('message', (reply: KeyReply) => listener(reply)),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill()
  }
}
