import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProviderId } from '../../src/shared/domain/ids'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { AppUnderTest } from '../e2e/app-under-test'
import { RillPage } from '../e2e/rill-page'
import { barsOf, slopesOf, type Bar } from './bars'
import { Load } from './load'
import { sampleHead, sampleLine, slopeLine } from './report'
import { takeSample, type Sample } from './sample'
import { SeenAsker } from './seen-asker'
import { seededRandom } from './seeded-random'
import { startSoakServer, type SoakServer } from './soak-server'
import { UnseenAsker } from './unseen-asker'

export interface SoakOptions {
  readonly minutes: number
  /** Answers that are begun in a second at most. */
  readonly rate: number
  readonly seed: number
  readonly print: (line: string) => void
}

const UNSEEN_ASKERS = 5
/** So many looks at the app, whatever the time, but none closer together than the least. */
const SAMPLES = 60
const LEAST_BETWEEN_MS = 4_000
/** Fewer would leave nothing to compare after the warm-up, on however slow a machine. */
const LEAST_SAMPLES = 6
const WARM_UP_SHARE = 0.3
/** Silence ends an attempt soon, because the server is silent on purpose. */
const LIMITS = { connectMs: 2_000, firstEventMs: 1_000, idleMs: 1_000 }

/** Keeps the app busy for a time and tells what it kept of it. */
export async function soak(options: SoakOptions): Promise<readonly Bar[]> {
  const profile = await mkdtemp(join(tmpdir(), 'rill-soak-'))
  const server = await startSoakServer(seededRandom(options.seed))
  const app = await AppUnderTest.start(profile, { switches: ['--js-flags=--expose-gc'] })
  try {
    return await soakApp(app, server, options)
  } finally {
    await app.kill()
    await server.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function soakApp(app: AppUnderTest, server: SoakServer, options: SoakOptions): Promise<readonly Bar[]> {
  const { minutes, rate, seed, print } = options
  const providerId = await useServer(app, server)
  const unseen = Array.from({ length: UNSEEN_ASKERS }, (_, at) => {
    return new UnseenAsker(app.page, providerId, seededRandom(seed + 2 + at))
  })
  const seen = new SeenAsker(app, seededRandom(seed + 1))
  const load = new Load([seen, ...unseen], rate)
  const idle = await takeSample(app, server, 0)
  const samples: Sample[] = [idle]
  print(sampleHead())
  print(sampleLine(idle, idle))
  const endMs = performance.now() + minutes * 60_000
  const betweenMs = Math.max(LEAST_BETWEEN_MS, (minutes * 60_000) / SAMPLES)
  while (performance.now() < endMs || samples.length < LEAST_SAMPLES) {
    await load.run(betweenMs)
    await seen.rest()
    const sample = await takeSample(app, server, load.answers)
    samples.push(sample)
    print(sampleLine(sample, idle))
  }
  print(`${load.answers} answers over ${server.requests} requests, ${server.faults} of them broken, ${load.stops} stops, seed ${seed}`)
  const warm = samples.slice(Math.max(1, Math.round(samples.length * WARM_UP_SHARE)))
  for (const slope of slopesOf(warm)) print(slopeLine(slope))
  return barsOf(idle, warm, app.printed)
}

/** Adds the server as the provider of new conversations. */
async function useServer(app: AppUnderTest, server: SoakServer): Promise<ProviderId> {
  const rill = new RillPage(app.page)
  await rill.useProvider(server.baseUrl, 'Soak', 'soak')
  await rill.change({ maxRetries: 2 })
  return app.page.evaluate(async (limits) => {
    const { call } = Reflect.get(window, 'rill') as Bridge
    const settings = await call('settings:get', {})
    if (!settings.ok) throw new Error(settings.fault.message)
    const providerId = settings.value.chosenProviderId
    await call('providers:change', { providerId, change: { limits } })
    return providerId
  }, LIMITS)
}
