import type { ImageBytes } from '../shared/domain/image'

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/** The image as an address that holds it. */
export function dataUrlOf({ type, bytes }: ImageBytes): string {
  return `data:${type};base64,${base64Of(bytes)}`
}
