/**
 * What begins it in each kind: Exif and XMP in a JPEG, chunks of a PNG, and of a WebP, where they are the last.
 * https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.5.4; https://www.w3.org/TR/png-3/#eXIf;
 * https://developers.google.com/speed/webp/docs/riff_container#metadata
 */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['Exif\0\0', 'http://ns.adobe.com/xap/'],
  'image/png': ['eXIf', 'XML:com.adobe.xmp', 'Raw profile type'],
  'image/webp': ['EXIF', 'XMP ']
}

/**
 * Whether a camera, or what a photograph went through, may have written into it, such as the place where it was taken.
 * True now and then by chance: it is then drawn anew for nothing.
 */
export async function hasCameraData(file: Blob): Promise<boolean> {
  const marks = MARKS[file.type]
  if (!marks) return false
  const bytes = new TextDecoder('latin1').decode(await file.arrayBuffer())
  return marks.some((mark) => bytes.includes(mark))
}
