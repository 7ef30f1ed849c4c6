import { sessionBus } from '@jellybrick/dbus-next'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { watchBusName } from './session-bus'

const NAME = 'org.rill.Test'
const hasBus = process.platform === 'linux' && spawnSync('dbus-daemon', ['--version']).status === 0
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill()))

describe.skipIf(!hasBus)('watchBusName on a real bus', () => {
  it('tells whether the name is owned now, and when it is taken and given up', async () => {
    const address = await startBus()
    const told = watched(address, NAME)
    expect(await told.next()).toBe(false)
    const owner = sessionBus({ busAddress: address })
    await owner.requestName(NAME, 0)
    expect(await told.next()).toBe(true)
    owner.disconnect()
    expect(await told.next()).toBe(false)
    told.stop()
  })
})

describe('watchBusName without a bus', () => {
  it.each([undefined, '', 'tcp:host=localhost,port=1', 'unix:path=/nowhere/bus'])('says false for %s', async (address) => {
    expect(await watched(address, NAME).next()).toBe(false)
  })

  it('says false to a socket that is no bus', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rill-bus-'))
    const path = join(folder, 'socket')
    const server = createServer((socket) => socket.end('GO AWAY\r\n'))
    server.listen(path)
    await once(server, 'listening')
    expect(await watched(`unix:path=${path}`, NAME).next()).toBe(false)
    server.close()
    rmSync(folder, { recursive: true })
  })
})

function watched(address: string | undefined, name: string): { next: () => Promise<boolean>; stop: () => void } {
  const told: boolean[] = []
  let wake = (): void => undefined
  const stop = watchBusName(address, name, (owned) => {
    told.push(owned)
    wake()
  })
  const next = async (): Promise<boolean> => {
    while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return told.shift() ?? false
  }
  return { next, stop }
}

async function startBus(): Promise<string> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(bus)
  const [line] = (await once(bus.stdout, 'data')) as [Buffer]
  return line.toString().trim()
}
