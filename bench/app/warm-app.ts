import type { Pace } from '../../tests/paced-provider'
import { answeringApp, type AnsweringApp } from './answering-app'

/** The app for rows that ask it questions: one for each, and in a quick run one for all that follow each other. */
export class WarmApp {
  #kept: AnsweringApp | null = null

  constructor(
    private readonly keeps: boolean,
    private readonly start: (pace: Pace) => Promise<AnsweringApp> = answeringApp
  ) {}

  /** With a provider that answers at this pace. What is kept is not closed by who has it. */
  async answering(pace: Pace): Promise<AnsweringApp> {
    if (!this.keeps) return this.start(pace)
    this.#kept ??= await this.start(pace)
    this.#kept.provider.pace = pace
    return { ...this.#kept, close: () => Promise.resolve() }
  }

  /** To be called before anything is measured that it would disturb. */
  async close(): Promise<void> {
    const kept = this.#kept
    this.#kept = null
    await kept?.close()
  }
}
