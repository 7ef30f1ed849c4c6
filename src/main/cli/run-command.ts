import { ASK_USAGE } from './ask-options'
import { askCommand, type Engine } from './ask-command'
import { WRONG_USAGE, type ExitCode } from './exit-code'
import { inspectCommand } from './inspect-command'
import type { Terminal } from './terminal'

/** Runs `ask ...` or `inspect ...` and resolves with the exit code. The engine is made only when it is needed. */
export async function runCommand(
  args: readonly string[],
  makeEngine: () => Engine,
  terminal: Terminal
): Promise<ExitCode> {
  const [command, ...rest] = args
  if (command === 'inspect') return inspectCommand(rest, terminal)
  if (command === 'ask') return askCommand(rest, makeEngine(), terminal)
  terminal.err(`${ASK_USAGE}\n`)
  return WRONG_USAGE
}
