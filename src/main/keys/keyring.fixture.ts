import { execFile, fork, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { KeyProcess, KeyReply } from './key-messages'

type Environment = Record<string, string | undefined>

/** What a real keyring needs and this machine lacks; empty when nothing is missing. */
export function missingForKeyring(): string[] {
  if (process.platform !== 'linux') return ['Linux']
  const needed = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon']
  return needed.filter((program) => spawnSync(program, ['--version']).error !== undefined)
}

/** Bundles the key process as the app's build does and returns where it is. */
export async function bundleKeyProcess(): Promise<string> {
  const root = resolve(import.meta.dirname, '../../..')
  const outDir = join(root, 'node_modules/.cache/rill-key-process')
  const output = { format: 'cjs', entryFileNames: 'key-process.cjs' } as const
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'key-process.ts'),
      outDir,
      emptyOutDir: false,
      rolldownOptions: { external: ['keytar'], output }
    }
  })
  return join(outDir, 'key-process.cjs')
}

/** A key process under plain Node, and the child behind it. */
export function forkKeyProcess(modulePath: string, env: Environment): { process: KeyProcess; child: ChildProcess } {
  const child = fork(modulePath, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const keyProcess: KeyProcess = {
    send: (ask) => child.send(ask),
    onReply: (listener) => child.on('message', (reply) => listener(reply as KeyReply)),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill()
  }
  return { process: keyProcess, child }
}

/** A session bus of its own and, on it, GNOME Keyring with data of its own; nothing of the person's is touched. */
export class TestDesktop {
  readonly folder: string
  env: Environment = {}
  readonly #children: ChildProcess[] = []

  private constructor(folder: string) {
    this.folder = folder
  }

  static async make(): Promise<TestDesktop> {
    return new TestDesktop(await mkdtemp(join(tmpdir(), 'rill-keys-')))
  }

  /** A bus that can start only the services whose files are in `services`, and an environment that leads to it. */
  async startBus(services: Readonly<Record<string, string>> = {}): Promise<void> {
    const servicesFolder = join(this.folder, 'services')
    await mkdir(servicesFolder, { recursive: true })
    for (const [name, command] of Object.entries(services)) {
      await writeFile(join(servicesFolder, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${command}\n`)
    }
    const configuration = join(this.folder, 'bus.conf')
    await writeFile(configuration, busConfiguration(servicesFolder))
    this.env = this.withoutBus()
    const bus = this.#spawn('dbus-daemon', [`--config-file=${configuration}`, '--print-address', '--nofork'])
    const [address] = (await once(bus.stdout ?? bus, 'data')) as [Buffer]
    this.env = { ...this.withoutBus(), DBUS_SESSION_BUS_ADDRESS: address.toString().trim() }
  }

  /** Resolves when the keyring answers on the bus. */
  async startKeyring(state: 'unlocked' | 'as-it-is'): Promise<void> {
    const unlock = state === 'unlocked' ? ['--unlock'] : []
    const keyring = this.#spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock])
    keyring.stdin?.end('\n') // the password of the login collection; without the newline there is none
    const owner = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetNameOwner']
    const words = ['--session', '--print-reply', ...owner, 'string:org.freedesktop.secrets']
    const deadline = Date.now() + 10_000
    const answers = (): Promise<boolean> =>
      promisify(execFile)('dbus-send', words, { env: this.env }).then(
        () => true,
        () => false
      )
    while (!(await answers())) if (Date.now() > deadline) throw new Error('the keyring did not start')
  }

  /** Ends bus and keyring; the keyring's data stays. */
  async stop(): Promise<void> {
    for (const child of this.#children.splice(0).reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL') // its group: also what the bus has started
      await once(child, 'exit')
    }
  }

  async remove(): Promise<void> {
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** An environment that leads to no bus: no address, no display to start one from, and not the person's own. */
  withoutBus(): Environment {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...rest } = process.env
    const { folder } = this
    return { ...rest, LC_ALL: 'C.UTF-8', HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder }
  }

  #spawn(program: string, words: readonly string[]): ChildProcess {
    const child = spawn(program, words, { env: this.env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
    this.#children.push(child)
    return child
  }
}

function busConfiguration(servicesFolder: string): string {
  return `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><servicedir>${servicesFolder}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`
}
