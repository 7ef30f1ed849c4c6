// Runs in Electron's main: takes questions as lines of JSON on standard input and runs each with the command's own code
// over Chromium's network stack. One process for all cases, because each start of Electron takes half a second.
import { app } from 'electron'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { appEngine } from '../../src/main/cli/ask-in-app'
import { askCommand, type Engine } from '../../src/main/cli/ask-command'
import type { FromApp, ToApp } from './app-messages'
import { touchControl } from './touch-control'

const running = new Map<number, AbortController>()

function say(message: FromApp): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

async function ask(message: Extract<ToApp, { do: 'ask' }>, engine: Engine): Promise<void> {
  const { id, args, env } = message
  const stopping = new AbortController()
  running.set(id, stopping)
  const code = await askCommand(args, engine, {
    out: (text) => say({ say: 'out', id, text }),
    err: (text) => say({ say: 'err', id, text }),
    outIsScreen: false,
    env,
    stop: stopping.signal
  })
  running.delete(id)
  say({ say: 'ended', id, code })
}

async function main(): Promise<void> {
  app.setPath('userData', mkdtempSync(join(tmpdir(), 'rill-conformance-')))
  app.disableHardwareAcceleration()
  await app.whenReady()
  const engine = appEngine()
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const message = JSON.parse(line) as ToApp
    if (message.do === 'ask') void ask(message, engine)
    else {
      running.get(message.id)?.abort()
      touchControl(message.controlPort)
    }
  })
  lines.on('close', () => app.exit(0))
  say({ say: 'ready' })
}

void main()
