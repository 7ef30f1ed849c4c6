import { afterEach, describe, expect, it, vi } from 'vitest'
import { hasCameraData } from './camera-data'
import { prepareImage } from './prepare-image'

const FAR = 'x'.repeat(100_000)

describe('hasCameraData', () => {
  it.each([
    ['a photograph', 'image/jpeg', '\u00ff\u00d8\u00ff\u00e1..Exif\0\0'],
    ['one whose profile of colours comes first', 'image/jpeg', `${FAR}Exif\0\0`],
    ['one that a program has written of', 'image/jpeg', 'http://ns.adobe.com/xap/1.0/\0'],
    ['a PNG of a telephone', 'image/png', `${FAR}eXIf`],
    ['a WebP, behind its picture', 'image/webp', `RIFF....WEBPVP8X${FAR}EXIF`]
  ])('finds what is written into %s', async (_what, type, bytes) => {
    expect(await hasCameraData(new Blob([bytes], { type }))).toBe(true)
  })

  it.each(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])('leaves a plain %s as it is', async (type) => {
    expect(await hasCameraData(new Blob([FAR], { type }))).toBe(false)
  })
})

describe('prepareImage', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('says of what cannot be drawn that it is broken, and lets go of it', async () => {
    const close = vi.fn()
    vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 4_000, height: 4_000, close }))
    // Without OffscreenCanvas, which no Node has, drawing fails as it does without memory.
    expect(await prepareImage(new Blob(['x'], { type: 'image/png' }))).toBe('broken')
    expect(close).toHaveBeenCalledOnce()
  })
})
