import { askCommand } from '../../src/main/cli/ask-command'
import { roughTokens } from './rough-tokens'
import { nodeSend } from '../../src/main/stream/node-send'
import { alwaysOnline } from '../../src/main/stream/system-clock'
import type { AskEngine } from './ask-engine'
import { touchControl } from './touch-control'

/** The Node engine in the process of the test. */
export function inProcessEngine(): AskEngine {
  return {
    name: 'node engine in this process',
    http2: false,
    touchesControl: true,
    stopsHandshakes: false,
    start(args, env) {
      const stopping = new AbortController()
      let stdout = ''
      let stderr = ''
      const terminal = {
        out: (text: string) => void (stdout += text),
        err: (text: string) => void (stderr += text),
        outIsScreen: false,
        env,
        stop: stopping.signal
      }
      const engine = { send: nodeSend, network: alwaysOnline, tokens: roughTokens }
      return {
        output: () => stdout,
        stop: (controlPort) => {
          stopping.abort()
          touchControl(controlPort)
        },
        ended: askCommand(args, engine, terminal).then((code) => ({ code, stdout, stderr }))
      }
    },
    close: () => Promise.resolve()
  }
}
