import type { Page } from '@playwright/test'

/** Drops a file on this form, as it comes from the system; one without a size is no image. */
export async function drop(page: Page, widthPx: number, heightPx: number, form = 'main form'): Promise<void> {
  await page.evaluate(async ({ widthPx, heightPx, form }) => {
    const canvas = widthPx === 0 ? null : new OffscreenCanvas(widthPx, heightPx)
    canvas?.getContext('2d')?.fillRect(0, 0, widthPx / 2, heightPx)
    const image = await canvas?.convertToBlob()
    const file = image ? new File([image], 'a.png', { type: image.type }) : new File(['x'], 'a.pdf', { type: 'application/pdf' })
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(file)
    const target = document.querySelector(form)
    for (const type of ['dragover', 'drop']) {
      target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }
  }, { widthPx, heightPx, form })
}
