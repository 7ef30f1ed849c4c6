import { clipboard, type NativeImage } from 'electron'
import { wholeBeginning } from '../../shared/whole-beginning'

/** More than a model reads at once, and less than what makes a window hang. */
const MOST_TEXT_LENGTH = 1_000_000

export interface ClipboardContents {
  /** Empty when there is none. */
  readonly text: string
  /** A PNG; null where there is none, or a text is there as well: what is copied from a table comes as both. */
  readonly image: Uint8Array | null
}

export async function clipboardContents(): Promise<ClipboardContents> {
  const text = wholeBeginning(await clipboard.readText(), MOST_TEXT_LENGTH)
  return { text, image: text.trim() === '' ? await clipboardImage() : null }
}

async function clipboardImage(): Promise<Uint8Array | null> {
  // What Electron had before its clipboard was made like that of the web.
  const readImage = Reflect.get(clipboard, 'readImage') as (() => NativeImage) | undefined
  if (readImage) {
    const image = readImage.call(clipboard)
    return image.isEmpty() ? null : image.toPNG()
  }
  for (const item of await clipboard.read()) {
    if (!item.types.includes('image/png')) continue
    const blob = await item.getType('image/png')
    return new Uint8Array(await blob.arrayBuffer())
  }
  return null
}
