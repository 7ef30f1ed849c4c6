import { describe, inject, it } from 'vitest'
import { makeTestCertificate } from '../provider-server/test-certificate'
import { appEngine } from './app-engine'
import { describeConformance } from './conformance'

const command = inject('appCommand')

if (command) {
  const certificate = await makeTestCertificate()
  const env = { ...process.env, DISPLAY: inject('display'), RILL_TEST_CA: certificate.certFile }
  describeConformance('app engine, in Electron', {
    certificate,
    makeEngine: async () => {
      const engine = await appEngine(command, env)
      return { ...engine, close: () => engine.close().finally(() => certificate.remove()) }
    },
    http2: true
  })
} else {
  describe('app engine', () => it.skip(`no Electron to run: ${inject('appProblem')}`, () => undefined))
}
