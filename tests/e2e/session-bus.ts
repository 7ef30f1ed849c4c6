import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Why there can be no session bus of its own here; null when there can be. */
export function noSessionBus(): string | null {
  if (process.platform !== 'linux') return 'a session bus is of Linux'
  return spawnSync('dbus-daemon', ['--version']).status === 0 ? null : 'dbus-daemon is missing'
}

type Methods = Readonly<Record<string, (body: unknown[]) => [signature: string, body: unknown[]]>>

/** A session bus of the test's own: what is on it is seen by no other app that is tested beside it. */
export class SessionBus {
  private constructor(
    readonly address: string,
    readonly bus: MessageBus,
    private readonly daemon: ChildProcess
  ) {}

  static async start(): Promise<SessionBus> {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { stdio })
    const [line] = (await once(daemon.stdout, 'data')) as [Buffer]
    const address = line.toString().trim()
    const bus = sessionBus({ busAddress: address })
    await once(bus, 'connect')
    return new SessionBus(address, bus, daemon)
  }

  /** Calls a method of another program; resolves with what it gives back. */
  async call(to: string, path: string, method: string, signature = '', body: unknown[] = []): Promise<unknown[]> {
    const at = method.lastIndexOf('.')
    const name = { destination: to, path, interface: method.slice(0, at), member: method.slice(at + 1) }
    const reply = await this.bus.call(new Message({ type: MessageType.METHOD_CALL, ...name, signature, body }))
    return reply?.body ?? []
  }

  /** Takes a name and answers calls of these methods, by their full names, with a signature and what it stands for. */
  async serve(name: string, methods: Methods): Promise<void> {
    this.bus.addMethodHandler((call) => {
      const answer = methods[`${call.interface ?? ''}.${call.member ?? ''}`]
      if (!answer) return false
      const [signature, body] = answer(call.body)
      this.bus.send(Message.newMethodReturn(call, signature, body))
      return true
    })
    await this.bus.requestName(name, 0)
  }

  async end(): Promise<void> {
    this.bus.disconnect()
    const gone = once(this.daemon, 'exit')
    this.daemon.kill()
    await gone
  }
}
