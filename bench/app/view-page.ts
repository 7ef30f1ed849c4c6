import type { CDPSession } from '@playwright/test'
import { PeerApp } from '../peers/peer-app'
import { longAnswer } from './long-answer'

/** Frames as fast as they can be made: waiting for a screen is no cost. */
const SWITCHES = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

/** What a display frame adds, at 600 tokens a second. */
export const FLUSH_CHARS = 40
const WARM_UP_MS = 500

/** A page that shows answers in several ways, and what its main thread does for it. */
export class ViewPage {
  private constructor(
    private readonly app: PeerApp,
    private readonly inspector: CDPSession
  ) {}

  static async open(): Promise<ViewPage> {
    const app = await PeerApp.start('markdown', SWITCHES)
    const inspector = await app.page.context().newCDPSession(app.page)
    // Processor time of the thread: what other programs do meanwhile is not in it.
    await inspector.send('Performance.enable', { timeDomain: 'threadTicks' })
    await app.page.waitForFunction(() => Reflect.has(window, 'play'))
    return new ViewPage(app, inspector)
  }

  /**
   * Each piece painted, then scrolled through: in milliseconds of its main thread's processor time, the making of the
   * frames included.
   */
  async playedMs(way: string, pieces: readonly string[]): Promise<number> {
    await this.inspector.send('HeapProfiler.collectGarbage')
    const before = await this.taskSeconds()
    await this.run<undefined>('play', way, pieces)
    return ((await this.taskSeconds()) - before) * 1_000
  }

  /**
   * Each piece laid out, with no frame between: in milliseconds by the clock, of script, style and layout. `warmUp` is
   * written beforehand, for the compiler's looks at it.
   */
  async writtenMs(way: string, pieces: readonly string[], warmUp: readonly string[]): Promise<number> {
    await this.inspector.send('HeapProfiler.collectGarbage')
    const warmMs = performance.now() + WARM_UP_MS
    while (performance.now() < warmMs) await this.run<number>('write', way, warmUp)
    return this.run<number>('write', way, pieces)
  }

  close(): Promise<void> {
    return this.app.close()
  }

  private run<T>(name: 'play' | 'write', way: string, pieces: readonly string[]): Promise<T> {
    const call = { name, way, pieces }
    return this.app.page.evaluate(({ name, way, pieces }) => (Reflect.get(window, name) as Run<T>)(way, pieces), call)
  }

  private async taskSeconds(): Promise<number> {
    const { metrics } = await this.inspector.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  }
}

type Run<T> = (way: string, pieces: readonly string[]) => T | Promise<T>

/** Without the name of a language: highlighting is another measure. */
export function plainAnswer(tokens: number): string {
  return longAnswer(tokens).replaceAll('```ts', '```')
}
