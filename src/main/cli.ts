import { processTerminal } from './cli/terminal'
import { runCommand } from './cli/run-command'
import { roughTokens } from './cli/rough-tokens'
import { nodeSend } from './stream/node-send'
import { alwaysOnline } from './stream/system-clock'

// The engine under plain Node: this entry and all it imports load no Electron.
const terminal = processTerminal()
const engine = { send: nodeSend, online: alwaysOnline, tokens: roughTokens }

async function main(): Promise<void> {
  const code = await runCommand(process.argv.slice(2), () => Promise.resolve(engine), terminal)
  await terminal.flushed()
  // Idle connections would keep the process alive for seconds.
  process.exit(code)
}

void main()
