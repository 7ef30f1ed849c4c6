import { describe, expect, inject, it } from 'vitest'
import { openControl } from '../provider-server/control'
import { startProviderServer } from '../provider-server/provider-server'
import { makeTestCertificate } from '../provider-server/test-certificate'
import { appEngine } from './app-engine'
import { describeConformance } from './conformance'
import { skipTitle } from '../skip-title'

const command = inject('appCommand')

if (command) {
  const env = { ...process.env, DISPLAY: inject('display') }
  const certificate = await makeTestCertificate()
  describeConformance('app engine, in Electron', {
    certificate,
    makeEngine: () => appEngine([...command, certificate.electronSwitch], env),
    http2: true
  })

  // Chromium alone opens six connections to a host and lets the seventh request wait for one to end.
  it('streams eight answers from one server at once', async () => {
    const engine = await appEngine(command, env)
    const server = await startProviderServer()
    const body = 'data: {"choices":[{"delta":{"content":"here"}}]}\n\n<<STALL>>'
    const headers = { 'content-type': 'text/event-stream' }
    const one = await server.play({ name: 'open', http: { status: 200, headers }, body })
    const asked = Array.from({ length: 8 }, () => engine.start(['--json', '--base-url', one.baseUrl, 'hello'], {}))
    await expect.poll(() => asked.filter((run) => run.output().includes('"here"')).length, { timeout: 10_000 }).toBe(8)
    const control = await openControl()
    for (const run of asked) run.stop(control.port)
    await Promise.all(asked.map((run) => run.ended))
    control.close()
    await engine.close()
    await server.close()
  })
} else {
  describe('app engine', () => it.skip(skipTitle('every case', inject('appProblem')), () => undefined))
}
