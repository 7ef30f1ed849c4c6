import type { Page } from '@playwright/test'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { expect, test } from './app.fixture'

interface Watched {
  /** What live regions have said, in order. */
  readonly said: string[]
  /** How many different nodes of the thread were changed before each frame that changed any. */
  readonly touched: number[]
  /** The longest time any animation would run, in milliseconds. */
  longestMs: number
  /** How often the place of something in the thread was asked for: in mid-frame that has it all laid out twice. */
  placesAsked: number
}

declare global {
  interface Window {
    watched: Watched
  }
}

/** Watches the page from now on. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { said: [], touched: [], longestMs: 0, placesAsked: 0 }
    window.watched = watched
    const placeOf = Object.getOwnPropertyDescriptor(Element.prototype, 'getBoundingClientRect')?.value as () => DOMRect
    Element.prototype.getBoundingClientRect = function (this: Element) {
      if (this.closest('.scroller')) watched.placesAsked++
      return placeOf.call(this)
    }
    const nodes = new Set<Node>()
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest('[aria-live], [role=status], [role=alert]')
        if (region) watched.said.push(region.textContent ?? '')
        if (element?.closest('.scroller')) nodes.add(target)
      }
      for (const animation of document.getAnimations()) {
        const { endTime } = animation.effect?.getComputedTiming() ?? {}
        watched.longestMs = Math.max(watched.longestMs, Number(endTime ?? 0))
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    const count = (): void => {
      if (nodes.size > 0) watched.touched.push(nodes.size)
      nodes.clear()
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
}

const PARAGRAPH = 'The tide does not know; it falls. '.repeat(8)

test('a stream says its boundaries only, moves nothing, and touches few nodes however long it is', async ({
  app,
  rill,
  provider
}) => {
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell me about tides')
  const request = await provider.next()
  await watch(app.page)
  const touchedWhile = async (first: number, count: number): Promise<number> => {
    for (let nth = first; nth < first + count; nth++) {
      request.say(`${PARAGRAPH}\n\n`)
      request.say(`Paragraph ${String(nth)} `)
      await expect(rill.answer).toContainText(`Paragraph ${String(nth)} `)
    }
    return app.page.evaluate(() => Math.max(...window.watched.touched.splice(0).slice(2)))
  }
  const short = await touchedWhile(0, 10)
  await touchedWhile(10, 150)
  const long = await touchedWhile(160, 10)
  expect(long).toBeLessThanOrEqual(Math.max(short, 40))
  expect(await app.page.evaluate(() => window.watched.placesAsked)).toBe(0)
  request.finish()
  await rill.finished()
  await expect
    .poll(() => app.page.evaluate(() => [...new Set(window.watched.said)]))
    .toEqual([rill.say('chat_said_started'), rill.say('chat_said_finished')])
  expect(await app.page.evaluate(() => window.watched.said.length)).toBeLessThanOrEqual(4)
  expect(await app.page.evaluate(() => window.watched.longestMs)).toBe(0)
})

/** Slower than the frames of a display, so that a window in front would be sent each piece in a frame of its own. */
const PIECE_EVERY_MS = 25

test('a hidden window is sent few frames, and misses nothing', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell me about tides')
  const request = await provider.next()
  request.say('First. ')
  await expect(rill.answer).toContainText('First.')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await watch(app.page)
  await app.page.evaluate(() => {
    const { on } = Reflect.get(window, 'rill') as Bridge
    on('chat:frames', () => void window.watched.said.push('frame'))
  })
  for (let nth = 0; nth < 100; nth++) {
    request.say(`piece ${String(nth)} `)
    await new Promise((resolve) => setTimeout(resolve, PIECE_EVERY_MS))
  }
  await expect
    .poll(() => app.page.evaluate(() => document.querySelector('article .markdown')?.textContent ?? ''))
    .toContain('piece 99')
  const frames = await app.page.evaluate(() => window.watched.said.filter((said) => said === 'frame').length)
  expect(frames).toBeLessThanOrEqual(20)
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show())
  request.finish()
  await rill.finished()
})
