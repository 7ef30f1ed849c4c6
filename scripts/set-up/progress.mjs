import { spawn } from 'node:child_process'

/** How often a line is printed while a step runs and the output is no terminal, in milliseconds. */
const LINE_EVERY_MS = 4_000
/** How often the line is redrawn on a terminal. */
const REDRAW_EVERY_MS = 200
const KEPT_OUTPUT_LINES = 40

/** A failure that is told to the person as it is, without a stack. */
export class SetUpError extends Error {}

/** Says what is going on and how far it is, one step at a time; never silent for more than a few seconds. */
export class Progress {
  #out
  #stepsRun = 0

  constructor(out = process.stdout) {
    this.#out = out
  }

  /** Steps that had something to do so far; 0 means that nothing had to be set up. */
  get stepsRun() {
    return this.#stepsRun
  }

  line(text) {
    this.#out.write(`${text}\n`)
  }

  /** Runs `work`, which may call its argument with words on how far it is; `outcome` puts its result in words. */
  async step(name, work, outcome = () => 'done') {
    this.#stepsRun += 1
    const startedAt = performance.now()
    let latest = ''
    const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`
    if (!this.#out.isTTY) this.line(`${name} ...`)
    const everyMs = this.#out.isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS
    const timer = setInterval(() => this.#tick(name, seconds(), latest), everyMs)
    try {
      const result = await work((words) => (latest = words))
      this.#clearLine()
      this.line(`${name}: ${outcome(result)} in ${seconds()}`)
      return result
    } catch (error) {
      this.#clearLine()
      this.line(`${name}: failed after ${seconds()}`)
      throw error
    } finally {
      clearInterval(timer)
    }
  }

  #tick(name, seconds, latest) {
    if (!this.#out.isTTY) return this.line(`  ${name}: ${[seconds, latest].filter(Boolean).join(', ')}`)
    const text = `${name} ... ${[seconds, latest].filter(Boolean).join(', ')}`
    this.#out.write(`\r\u001b[2K${text.slice(0, (this.#out.columns ?? 80) - 1)}`)
  }

  #clearLine() {
    if (this.#out.isTTY) this.#out.write('\r\u001b[2K')
  }
}

/**
 * Runs a command to its end and returns its output. `onLine` sees each line as it comes. Fails with the last lines of
 * the output when the command does, or when it takes longer than `limitMs`.
 */
export function run(command, args, { onLine = () => undefined, limitMs, cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const kept = []
    const output = []
    const keep = (line) => {
      onLine(line)
      kept.push(line)
      if (kept.length > KEPT_OUTPUT_LINES) kept.shift()
    }
    eachLine(child.stdout, (line) => output.push(line) && keep(line))
    eachLine(child.stderr, keep)
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs)
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(new SetUpError(`${command} could not be started: ${error.message}`))
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code === 0) return resolve(output.join('\n'))
      const how = code === null ? `was ended after ${limitMs / 1000} s` : `ended with ${code}`
      reject(new SetUpError([`${[command, ...args].join(' ')} ${how}`, ...kept].join('\n')))
    })
  })
}

function eachLine(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  stream.on('end', () => rest !== '' && onLine(rest))
}
