import { spawn } from 'node:child_process'
import { SetUpError } from '../set-up/progress.mjs'

const START_LIMIT_MS = 15_000

/** Whether a window can be shown as things are. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Runs `work` with `env` on a virtual display of its own, which ends with it. */
export async function withVirtualDisplay(env, work) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe']
  })
  const end = () => server.kill()
  process.once('exit', end)
  try {
    const display = await displayNumber(server)
    const { WAYLAND_DISPLAY: _, ...rest } = env
    return await work({ ...rest, DISPLAY: `:${display}`, XDG_SESSION_TYPE: 'x11' })
  } finally {
    process.off('exit', end)
    end()
  }
}

/** Runs `work` on a virtual display, which no window of the person lies on; as it is elsewhere than on Linux. */
export function withTestDisplay(env, work) {
  return process.platform === 'linux' ? withVirtualDisplay(env, work) : work(env)
}

/** The server picks a free number itself and writes it once it takes connections. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new SetUpError(`The virtual display (Xvfb) did not start: ${why}.`))
    const timer = setTimeout(() => fail(`no answer in ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS)
    server.on('error', (error) => fail(error.message))
    server.on('exit', (code) => fail(`it ended with ${code}`))
    let text = ''
    server.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part
      if (!text.includes('\n')) return
      clearTimeout(timer)
      resolve(text.trim())
    })
  })
}
