import { ASK_USAGE } from './ask-options'
import { askCommand, type Engine } from './ask-command'
import { WRONG_USAGE, type ExitCode } from './exit-code'
import { inspectCommand } from './inspect-command'
import type { Terminal } from './terminal'

/** Whether the app is to do one command in a terminal and show no window. `args` are the program's own arguments. */
export function isCommand(args: readonly string[]): boolean {
  return args[0] === 'ask' || args[0] === 'inspect'
}

/** Runs `ask ...` or `inspect ...` and resolves with the exit code. The engine is made only when it is needed. */
export async function runCommand(
  args: readonly string[],
  makeEngine: () => Promise<Engine>,
  terminal: Terminal
): Promise<ExitCode> {
  const [command, ...rest] = args
  if (command === 'inspect') return inspectCommand(rest, terminal)
  if (command === 'ask') return askCommand(rest, await makeEngine(), terminal)
  terminal.err(`${ASK_USAGE}\n`)
  return WRONG_USAGE
}
