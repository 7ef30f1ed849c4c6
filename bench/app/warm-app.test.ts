import { describe, expect, it } from 'vitest'
import { PacedProvider, type Pace } from '../../tests/paced-provider'
import type { AnsweringApp } from './answering-app'
import { WarmApp } from './warm-app'

const slow: Pace = { chunksPerSecond: 1, pieces: ['slow'] }
const fast: Pace = { chunksPerSecond: 1_000, pieces: ['fast'] }

async function warmApps(keeps: boolean) {
  const provider = await PacedProvider.start()
  await provider.close()
  const log: string[] = []
  const start = (pace: Pace): Promise<AnsweringApp> => {
    log.push('started')
    provider.pace = pace
    const close = (): Promise<void> => Promise.resolve(void log.push('closed'))
    // Nobody looks at the window here.
    return Promise.resolve({ provider, close } as Partial<AnsweringApp> as AnsweringApp)
  }
  return { warm: new WarmApp(keeps, start), log }
}

describe('the app of the rows that ask', () => {
  it('is one for each of them', async () => {
    const { warm, log } = await warmApps(false)
    await (await warm.answering(slow)).close()
    await (await warm.answering(fast)).close()
    await warm.close()
    expect(log).toEqual(['started', 'closed', 'started', 'closed'])
  })

  it('is one for all in a quick run, answers as each wants it, and is closed at the end', async () => {
    const { warm, log } = await warmApps(true)
    await (await warm.answering(slow)).close()
    const { provider, close } = await warm.answering(fast)
    expect(provider.pace).toBe(fast)
    await close()
    expect(log).toEqual(['started'])
    await warm.close()
    await warm.close()
    expect(log).toEqual(['started', 'closed'])
    await warm.answering(slow)
    expect(log).toEqual(['started', 'closed', 'started'])
  })
})
