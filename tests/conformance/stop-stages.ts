import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import type { ProviderServer } from '../provider-server/provider-server'
import type { AskEngine } from './ask-engine'
import { JSON_HEAD } from './cases/parts'
import { lateToClose, stopNow } from './stop-now'

/** Stop where there is no answer yet; the cases have the other stages. */
export function testStopStages(engine: () => AskEngine, server: () => ProviderServer): void {
  it('stops while it is still connecting', async () => {
    const silent = createServer()
    const sockets: Socket[] = []
    const closed = new Promise<number>((resolve) => {
      silent.on('connection', (socket) => {
        sockets.push(socket)
        socket.on('error', () => undefined).on('close', () => resolve(performance.now())).resume()
      })
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    // TLS that is never answered.
    const { port } = silent.address() as AddressInfo
    const asking = engine().start(['--json', '--base-url', `https://127.0.0.1:${port}/v1`, 'hello'], {})
    await expect.poll(() => sockets.length, { timeout: 10_000 }).toBeGreaterThan(0)
    const stopped = await stopNow(asking, engine())
    if (engine().stopsHandshakes) expect(await lateToClose(closed, stopped)).toEqual([])
    expect((await asking.ended).stdout).toContain('"finish":"cancelled"')
    for (const socket of sockets) socket.destroy()
    silent.close()
  })

  it('stops while it waits to try again', async () => {
    const refusal = { http: { status: 503, headers: { ...JSON_HEAD, 'retry-after': '60' } }, body: '{}' }
    const played = await server().play({ name: 'busy', sequence: [refusal] })
    const asking = engine().start(['--json', '--base-url', played.baseUrl, 'hello'], {})
    await expect.poll(() => asking.output(), { timeout: 10_000 }).toContain('retry-scheduled')
    await stopNow(asking, engine())
    expect((await asking.ended).stdout).toContain('"finish":"cancelled"')
    expect(played.requests).toHaveLength(1)
  })
}
