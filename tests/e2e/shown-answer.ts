import type { Page } from '@playwright/test'

/** The newest answer as it stands in the page. */
export interface ShownAnswer {
  /** Without the heads of code blocks, with formulas as they are written; empty where nothing is shown. */
  readonly text: string
  readonly thoughts: string
  readonly refusal: string
  /** The line that says how the answer ended; empty when there is none. */
  readonly outcome: string
  readonly tools: readonly { readonly label: string; readonly arguments: string }[]
  readonly everything: string
}

/** Folded thoughts are opened first: what is folded is not in the page. */
export async function shownAnswer(page: Page): Promise<ShownAnswer> {
  return page.evaluate(async () => {
    const article = [...document.querySelectorAll('main article')].at(-1)
    if (!article) throw new Error('there is no answer')
    const folded = article.querySelectorAll<HTMLElement>('.reasoning button[aria-expanded=false]')
    for (const fold of folded) fold.click()
    if (folded.length > 0) await new Promise(requestAnimationFrame)
    const texts = (selector: string): string[] => [...article.querySelectorAll(selector)].map((one) => one.textContent ?? '')
    const markdown = article.querySelector('.markdown')?.cloneNode(true)
    if (markdown instanceof Element) {
      for (const head of markdown.querySelectorAll('.code-head')) head.remove()
      for (const math of markdown.querySelectorAll<HTMLElement>('.math')) math.replaceWith(math.dataset['tex'] ?? '')
    }
    return {
      text: markdown?.textContent ?? '',
      thoughts: texts('.thoughts').join(' '),
      refusal: texts('.refusal').join(' '),
      outcome: texts('.outcome p').join(' '),
      tools: [...article.querySelectorAll('section[aria-label]')].map((card) => ({
        label: card.getAttribute('aria-label') ?? '',
        arguments: card.querySelector('pre')?.textContent ?? ''
      })),
      everything: document.body.innerText
    }
  })
}
