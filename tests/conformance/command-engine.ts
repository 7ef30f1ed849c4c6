import { spawn } from 'node:child_process'
import type { AskEngine } from './ask-engine'

const RUN_LIMIT_MS = 30_000

export interface CommandOptions {
  readonly name: string
  readonly http2: boolean
  /** What stands before the arguments of `ask`. */
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** `ask` as a command of its own. Ctrl+C is a real signal. */
export function commandEngine({ name, http2, command, env: always = {} }: CommandOptions): AskEngine {
  const [program = process.execPath, ...first] = command
  return {
    name,
    http2,
    touchesControl: false,
    stopsHandshakes: true,
    start(args, env) {
      const child = spawn(program, [...first, ...args], { env: { ...process.env, ...always, ...env } })
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
      const limit = setTimeout(() => child.kill('SIGKILL'), RUN_LIMIT_MS)
      return {
        output: () => stdout,
        stop: () => void child.kill('SIGINT'),
        ended: new Promise((resolve, reject) => {
          child.on('error', reject)
          child.on('close', (code) => {
            clearTimeout(limit)
            resolve({ code, stdout, stderr })
          })
        })
      }
    },
    close: () => Promise.resolve()
  }
}
