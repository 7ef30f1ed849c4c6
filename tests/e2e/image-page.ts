import type { Locator, Page } from '@playwright/test'
import { expect } from './app.fixture'
import type { RillPage } from './rill-page'

/** The images of a question that is being written. */
export const tray = (rill: RillPage): Locator => rill.main.getByRole('list', { name: rill.say('chat_images') }).getByRole('img')
/** Those of the questions that were asked. */
export const asked = (rill: RillPage): Locator =>
  rill.main.getByRole('article', { name: rill.say('chat_question') }).getByRole('button', { name: /^Open image/ }).locator('img')

/** The pixels are there, not only a frame for them. */
export async function expectSeen(image: Locator, widthPx: number): Promise<void> {
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBe(widthPx)
}

/** As a program that shows folders puts it on the clipboard. */
export async function pasteFile(field: Locator): Promise<void> {
  await field.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['x'], 'a.pdf', { type: 'application/pdf' }))
    clipboardData.setData('text/plain', '/home/i/a.pdf')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
}

/** No image is read any more until the page hears `release`. */
export async function holdReading(page: Page): Promise<void> {
  await page.evaluate(() => {
    const decode = createImageBitmap
    const released = new Promise<void>((resolve) => addEventListener('release', () => resolve(), { once: true }))
    window.createImageBitmap = (async (file: Blob) => {
      await released
      return decode(file)
    }) as typeof createImageBitmap
  })
}
