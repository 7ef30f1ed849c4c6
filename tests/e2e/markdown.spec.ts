import { expect, test } from './app.fixture'
import type { AppUnderTest } from './app-under-test'

interface Copy {
  readonly text: string
  readonly html: string
}

/** What a copy of this selection puts on the clipboard. */
async function copied(app: AppUnderTest, from: string, to: string): Promise<Copy> {
  await app.page.evaluate(
    ([from, to]) => {
      const answer = [...document.querySelectorAll('article .markdown')].at(-1)
      const [first, last] = [answer?.querySelector(from), answer?.querySelector(to)]
      if (first && last) getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length)
    },
    [from, to] as const
  )
  return copyOfSelection(app)
}

function copyOfSelection(app: AppUnderTest): Promise<Copy> {
  return app.page.evaluate(
    () =>
      new Promise<Copy>((resolve) => {
        const take = ({ clipboardData }: ClipboardEvent): void =>
          resolve({ text: clipboardData?.getData('text/plain') ?? '', html: clipboardData?.getData('text/html') ?? '' })
        document.addEventListener('copy', take, { once: true })
        document.execCommand('copy')
      })
  )
}

test('a formula is drawn under the policy of the page, one that cannot be read shows its source, and both copy as source', async ({
  app,
  rill,
  provider
}) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Energy?')
  const request = await provider.next()
  request.say('# Energy\n\nIt is $E = mc^2$, for $5 and $6.\n\n$$\n\\frac{a')
  await expect(rill.answer.locator('.katex')).toHaveCount(1)
  await expect(rill.answer.locator('.math-block')).toHaveText('\\frac{a')
  request.say('}{b}\n$$\n\nAnd $\\notknown{x$ not.\n\n1. one\n2. two\n\nend')
  request.finish()
  await rill.finished()
  await expect(rill.answer.locator('.math-block .katex')).toHaveCount(1)
  await expect(rill.answer.locator('.math-broken')).toHaveText('\\notknown{x')
  await expect(rill.answer).toContainText('for $5 and $6')
  await expect
    .poll(() => app.page.evaluate(() => [...document.fonts].some((font) => /KaTeX/.test(font.family) && font.status === 'loaded')))
    .toBe(true)
  const copy = await copied(app, 'h1', '.section > :last-child')
  expect(copy.text).toBe(
    'Energy\n\nIt is $E = mc^2$, for $5 and $6.\n\n$$\\frac{a}{b}$$\n\nAnd $\\notknown{x$ not.\n\n1. one\n2. two\n\nend'
  )
  expect(copy.html).toContain('<code>$$\\frac{a}{b}$$</code>')
  expect(copy.html).not.toContain('class="')
})

test('what is selected over several messages is copied as it was written, and a triple click ends in its paragraph', async ({
  app,
  rill,
  provider
}) => {
  await rill.useProvider(provider.baseUrl)
  const answers = ['It is $E=mc^2$:\n\n- one\n- two', 'Tides:\n\n> ebb\n\n1. flow']
  for (const [at, text] of answers.entries()) {
    await rill.ask(`Question ${String(at)}`)
    const request = await provider.next()
    request.say(text)
    await expect(rill.answer).toContainText(text.slice(0, 5))
    request.finish()
    await rill.finished()
  }
  await rill.answer.locator('p').first().click({ clickCount: 3 })
  expect(await copyOfSelection(app)).toEqual({ text: 'Tides:', html: '<p>Tides:</p>' })
  await app.page.keyboard.press('ControlOrMeta+a')
  expect((await copyOfSelection(app)).text).toBe(
    'Question 0\n\nIt is $E=mc^2$:\n\n- one\n- two\n\nQuestion 1\n\nTides:\n\n> ebb\n\n1. flow'
  )
})

test('a footnote is reached and left again within the answer', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tides?')
  const request = await provider.next()
  request.say('Twice[^a] a day.\n\n[^a]: By the *moon*.\n')
  request.finish()
  await rill.finished()
  await rill.answer.getByRole('link', { name: '1', exact: true }).click()
  await expect(rill.answer.getByRole('listitem').filter({ hasText: 'By the moon.' })).toBeFocused()
  await rill.answer.getByRole('link', { name: '↩' }).click()
  await expect(rill.answer.getByRole('link', { name: '1', exact: true })).toBeFocused()
})

test('a long answer that was scrolled through keeps its place, is found whole, and has its true height', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Much?')
  const request = await provider.next()
  const paragraph = 'The sea comes back twice a day, and nobody has told it to, because the moon pulls at it. '.repeat(3)
  for (let at = 0; at < 400; at++) request.say(`## Part ${at}\n\n${paragraph}\n\n`)
  request.say('the very end')
  await expect(rill.answer).toContainText('the very end')
  request.finish()
  await rill.finished()
  const drift = await app.page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const answer = document.querySelector('article .markdown')
    let scroller: Element | null = answer
    while (scroller && !(scroller.scrollHeight > scroller.clientHeight && /auto|scroll/.test(getComputedStyle(scroller).overflowY))) {
      scroller = scroller.parentElement
    }
    if (!scroller || !answer) throw new Error('nothing scrolls')
    let worst = 0
    for (let top = scroller.scrollHeight; top > 0; top -= 300) {
      scroller.scrollTop = top
      await frame()
      const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
      const before = seen?.getBoundingClientRect().top ?? 0
      await frame()
      await frame()
      worst = Math.max(worst, Math.abs((seen?.getBoundingClientRect().top ?? 0) - before))
    }
    getSelection()?.removeAllRanges()
    // Text, in any case, forwards, and from the top again.
    const found: unknown = Reflect.get(window, 'find').call(window, 'Part 3', false, false, true)
    const height = answer.clientHeight
    const skipped = answer.querySelectorAll('.finished').length
    for (const section of answer.children) section.classList.remove('finished')
    return { worst, skipped, wrongHeight: Math.abs(answer.clientHeight - height) / height, found }
  })
  expect(drift.skipped).toBeGreaterThan(8)
  expect(drift.worst).toBeLessThanOrEqual(1)
  expect(drift.wrongHeight).toBeLessThan(0.01)
  expect(drift.found).toBe(true)
})
