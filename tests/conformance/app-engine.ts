import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { AskEnded, AskEngine } from './ask-engine'
import type { FromApp, ToApp } from './app-messages'

interface Going {
  stdout: string
  stderr: string
  readonly end: (ended: AskEnded) => void
}

/** The app engine: one Electron process that runs any number of questions at once. */
export async function appEngine(command: readonly string[], env: NodeJS.ProcessEnv): Promise<AskEngine> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { env })
  const going = new Map<number, Going>()
  child.stderr.resume()
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void gone.then(() => {
    for (const one of going.values()) one.end({ code: null, stdout: one.stdout, stderr: 'Electron ended' })
  })
  await readyAndListening(child, going)
  const tell = (message: ToApp): void => void child.stdin.write(`${JSON.stringify(message)}\n`)
  let asked = 0
  return {
    name: 'app engine in one Electron',
    http2: true,
    touchesControl: true,
    stopsHandshakes: true,
    start(askArgs, askEnv) {
      const id = asked++
      const ended = new Promise<AskEnded>((end) => going.set(id, { stdout: '', stderr: '', end }))
      tell({ do: 'ask', id, args: askArgs, env: askEnv })
      return { output: () => going.get(id)?.stdout ?? '', stop: (controlPort) => tell({ do: 'stop', id, controlPort }), ended }
    },
    close: async () => {
      child.stdin.end()
      await gone
    }
  }
}

function readyAndListening(child: ChildProcessWithoutNullStreams, going: Map<number, Going>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`Electron ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const message = JSON.parse(line) as FromApp
      if (message.say === 'ready') resolve()
      else hear(message, going)
    })
  })
}

function hear(message: Exclude<FromApp, { say: 'ready' }>, going: Map<number, Going>): void {
  const one = going.get(message.id)
  if (!one) return
  switch (message.say) {
    case 'out':
      one.stdout += message.text
      return
    case 'err':
      one.stderr += message.text
      return
    case 'ended':
      one.end({ code: message.code, stdout: one.stdout, stderr: one.stderr })
      going.delete(message.id)
  }
}
