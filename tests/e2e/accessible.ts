import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { RillPage } from './rill-page'

/** A menu lies over the page: landmarks are for what lies in it. */
const OVER_THE_PAGE = '[role=menu] *, [role=listbox] *'

/** What axe finds on a screen in both themes, as lines that say where; softly, so that every screen is told. */
export class Accessible {
  constructor(private readonly rill: RillPage) {}

  async check(screen: string, page: Page = this.rill.page): Promise<void> {
    await this.#show('light', page)
    expect.soft(await violations(new AxeBuilder({ page }), page), `${screen}, light`).toEqual([])
    await this.#show('dark', page)
    // The themes differ in nothing but their colours.
    const contrast = new AxeBuilder({ page }).withRules('color-contrast')
    expect.soft(await violations(contrast, page), `${screen}, dark`).toEqual([])
  }

  async #show(theme: 'light' | 'dark', page: Page): Promise<void> {
    await this.rill.change({ theme })
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, theme)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
}

async function violations(builder: AxeBuilder, page: Page): Promise<readonly string[]> {
  // Without it axe wants a second page, which Electron does not open.
  const { violations } = await builder.setLegacyMode().analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, at: target.join(' '), why: failureSummary ?? '' }))
  )
  const kept = []
  for (const { id, at, why } of found) {
    const node = page.locator(at).first()
    const isOver = id === 'region' && (await node.evaluate((one, over) => one.matches(over), OVER_THE_PAGE))
    if (!isOver) kept.push(`${id}: ${at}: ${why}`)
  }
  return kept
}
