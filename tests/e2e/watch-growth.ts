import type { Page } from '@playwright/test'
import { ANSWER } from './rill-page'

/** The length of the newest answer, taken at every change of the page. */
export interface Growth {
  lengths(): Promise<number[]>
}

/** Begins to watch; a shrinking answer is seen even if it shrinks for one frame only. */
export async function watchGrowth(page: Page): Promise<Growth> {
  const seen = await page.evaluateHandle((selector) => {
    const lengths: number[] = []
    const look = (): void => {
      const text = [...document.querySelectorAll(selector)].at(-1)?.textContent
      if (text !== undefined && text !== null && lengths.at(-1) !== text.length) lengths.push(text.length)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    return lengths
  }, ANSWER)
  return { lengths: () => seen.evaluate((lengths) => [...lengths]) }
}
