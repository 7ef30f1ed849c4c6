import type { Locator, Page } from '@playwright/test'
import type { MeasuredApp } from './measured-app'

const LIMIT_MS = 10_000

/** Types into the field of the sidebar, and times the last key of each query up to its painted hits. */
export class SearchKeys {
  private readonly page: Page
  private readonly field: Locator
  private readonly status: Locator

  constructor({ page, rill }: MeasuredApp) {
    this.page = page
    this.field = rill.sidebar.getByRole('textbox', { name: rill.say('search_field') })
    this.status = rill.sidebar.getByRole('status')
  }

  /** For each of these queries so many times, in milliseconds. */
  async lastKeyMs(queries: readonly string[], times: number): Promise<readonly number[]> {
    const taken: number[] = []
    for (let nth = 0; nth < times; nth++) for (const query of queries) taken.push(await this.timed(query))
    await this.field.fill('')
    return taken
  }

  private async timed(query: string): Promise<number> {
    const last = [...query].at(-1) ?? ''
    await this.field.fill('')
    await this.status.waitFor({ state: 'hidden' })
    await this.field.fill(query.slice(0, -last.length))
    await this.status.filter({ hasText: /\d/ }).waitFor()
    const painted = this.page.evaluate(keyToPaint, LIMIT_MS)
    // What was sent before this has arrived.
    const typed = this.page.evaluate(() => null).then(() => this.page.keyboard.type(last))
    const [ms] = await Promise.all([painted, typed])
    return ms
  }
}

/** Runs in the page: from the key until what it has changed in the hits is painted. */
function keyToPaint(limitMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const found = document.querySelector('nav .found')
    if (!found) throw new Error('no hits are shown')
    const { port1: painting, port2: painted } = new MessageChannel()
    let pressedMs = Number.NaN
    painted.onmessage = () => resolve(performance.now() - pressedMs)
    const observer = new MutationObserver(() => {
      if (Number.isNaN(pressedMs)) return
      observer.disconnect()
      requestAnimationFrame(() => painting.postMessage(null))
    })
    observer.observe(found, { subtree: true, childList: true, characterData: true, attributes: true })
    const pressed = (event: Event): void => void (pressedMs = event.timeStamp)
    window.addEventListener('beforeinput', pressed, { once: true, capture: true })
    setTimeout(() => reject(new Error('nothing has changed')), limitMs)
  })
}
