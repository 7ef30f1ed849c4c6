import type { AppUnderTest } from './app-under-test'

/** Puts a picture of this colour on the clipboard, as a program that copies one does, and returns it as PNG. */
export async function copyPicture(
  app: AppUnderTest,
  widthPx: number,
  heightPx: number,
  color: string
): Promise<Buffer> {
  const base64 = await app.page.evaluate(
    async ({ widthPx, heightPx, color }) => {
      const canvas = new OffscreenCanvas(widthPx, heightPx)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.fillStyle = color
      context.fillRect(0, 0, widthPx, heightPx)
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
      return btoa(String.fromCharCode(...bytes))
    },
    { widthPx, heightPx, color }
  )
  await app.electron.evaluate(async ({ clipboard, nativeImage, ClipboardItem }, base64) => {
    const bytes = Buffer.from(base64, 'base64')
    const writeImage: unknown = Reflect.get(clipboard, 'writeImage')
    if (typeof writeImage === 'function') writeImage.call(clipboard, nativeImage.createFromBuffer(bytes))
    else await clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
  }, base64)
  return Buffer.from(base64, 'base64')
}

/** The size a PNG says it has: https://www.w3.org/TR/png-3/#11IHDR */
export function pngSize(png: Buffer): { widthPx: number; heightPx: number } {
  return { widthPx: png.readUInt32BE(16), heightPx: png.readUInt32BE(20) }
}

interface ImagePart {
  readonly image_url: { readonly url: string }
}

/** The images a message of a request has, as their bytes. */
export function imagesIn(message: { readonly content: unknown } | undefined): readonly Buffer[] {
  const parts = Array.isArray(message?.content) ? (message.content as readonly object[]) : []
  return parts
    .filter((part): part is ImagePart => 'image_url' in part)
    .map(({ image_url: { url } }) => Buffer.from(url.replace(/^data:image\/\w+;base64,/, ''), 'base64'))
}
