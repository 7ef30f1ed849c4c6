import { dirname } from 'node:path'
import type { Engine } from './cli/ask-command'
import { runCommand } from './cli/run-command'
import { processTerminal } from './cli/terminal'
import { nodeSend } from './stream/node-send'
import { alwaysOnline } from './stream/system-clock'
import { createTokenMeter } from './tokens/token-meter'

// The engine under plain Node: this entry and all it imports load no Electron.
const [, entry = '', ...args] = process.argv

/** The counting thread lies beside this entry. */
function nodeEngine(): Engine {
  return { send: nodeSend, network: alwaysOnline, tokens: createTokenMeter({ threads: dirname(entry) }) }
}

async function main(): Promise<void> {
  const terminal = processTerminal()
  const code = await runCommand(args, nodeEngine, terminal)
  await terminal.flushed()
  // Idle connections would keep the process alive for seconds.
  process.exit(code)
}

void main()
