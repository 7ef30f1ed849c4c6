import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProviderServer, type ProviderServer } from '../provider-server/provider-server'
import type { TestCertificate } from '../provider-server/test-certificate'
import type { AskEngine } from './ask-engine'
import { conformanceCases, type ConformanceCase } from './conformance-case'
import { ENGINE_CASES, OWN_CASES } from './own-cases'
import { playCase } from './play-case'
import { skipTitle } from '../skip-title'
import { testStopStages } from './stop-stages'

export interface ConformanceSetup {
  readonly certificate: TestCertificate | null
  readonly makeEngine: () => Promise<AskEngine> | AskEngine
  readonly http2: boolean
}

/** Plays every case with one engine, many at a time, each against its own address. */
export function describeConformance(name: string, setup: ConformanceSetup): void {
  describe(name, () => {
    let engine: AskEngine
    let server: ProviderServer
    beforeAll(async () => {
      engine = await setup.makeEngine()
      server = await startProviderServer()
    })
    afterAll(async () => {
      await engine?.close()
      await server?.close()
    })

    const cases = [...conformanceCases(), ...OWN_CASES, ...ENGINE_CASES]
    const plain = cases.filter((one) => one.transport !== 'h2')
    it.concurrent.for(plain)('$name', async (one) => {
      await expectToPass(one, server, engine)
    })

    testStopStages(() => engine, () => server)

    const secure = cases.filter((one) => one.transport === 'h2')
    const why = setup.http2 ? null : "Node's fetch speaks no HTTP/2"
    it.runIf(setup.http2).concurrent.for(secure)(skipTitle('$name', why), async (one) => {
      if (!setup.certificate) throw new Error('HTTP/2 needs a certificate')
      const settings = one.http2 === false ? undefined : one.http2
      const http2 = { certificate: setup.certificate, ...(settings ? { settings } : {}) }
      const secured = await startProviderServer({ http2 })
      try {
        await expectToPass(one, secured, engine)
      } finally {
        await secured.close()
      }
    })
  })
}

async function expectToPass(one: ConformanceCase, server: ProviderServer, engine: AskEngine): Promise<void> {
  const outcome = await playCase(one, server, engine)
  expect(outcome.problems, JSON.stringify(outcome.result)?.slice(0, 2_000)).toEqual([])
}
