import type { Page } from '@playwright/test'

/** What the list of the sidebar did while it was scrolled. */
export interface ScrollWork {
  readonly rowsPassed: number
  /** Elements that are rows and were none before. */
  readonly rowsMade: number
  /** How often something began to listen to its scrolling. */
  readonly listening: number
}

export async function seeWork(page: Page, scroll: () => Promise<void>): Promise<ScrollWork> {
  await page.evaluate(() => {
    const list = document.querySelector<HTMLElement>('nav .list')
    if (!list) throw new Error('there is no list')
    const rows = new WeakSet<Node>(list.querySelectorAll('li'))
    const work = { rowsPassed: 0, rowsMade: 0, listening: 0 }
    const isNew = (node: Node): boolean => node.nodeName === 'LI' && !rows.has(node)
    const observer = new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (isNew(node)) work.rowsMade++
        rows.add(node)
      }
    })
    observer.observe(list, { subtree: true, childList: true })
    list.addEventListener = (...args: Parameters<HTMLElement['addEventListener']>): void => {
      if (args[0] === 'scroll') work.listening++
      EventTarget.prototype.addEventListener.apply(list, args)
    }
    const [from, rowPx] = [list.scrollTop, list.querySelector('li')?.offsetHeight ?? 1]
    Reflect.set(window, 'scrollWork', () => {
      observer.disconnect()
      Reflect.deleteProperty(list, 'addEventListener')
      return { ...work, rowsPassed: Math.round((list.scrollTop - from) / rowPx) }
    })
  })
  await scroll()
  return page.evaluate(() => (Reflect.get(window, 'scrollWork') as () => ScrollWork)())
}
