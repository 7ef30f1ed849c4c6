import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A screen that nobody sees, with a clipboard of its own. */
export class VirtualDisplay {
  private constructor(
    /** As `DISPLAY` has it. */
    readonly name: string,
    private readonly server: ChildProcess
  ) {}

  /** @param size width and height in pixels, as `1280x900` */
  static async start(size: string): Promise<VirtualDisplay> {
    const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset']
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    return new VirtualDisplay(`:${await numberOf(server)}`, server)
  }

  async end(): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return
    const gone = once(this.server, 'exit')
    this.server.kill()
    await gone
  }
}

/** The server picks a free number itself and writes it once it takes connections. */
async function numberOf(server: ChildProcess): Promise<string> {
  const pipe = server.stdio[3]
  if (!pipe) throw new Error('the display server has no pipe')
  const [line] = (await once(pipe, 'data')) as [Buffer]
  return line.toString().trim()
}
