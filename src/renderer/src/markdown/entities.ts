import { decodeHTMLStrict } from 'entities/decode'

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|[a-zA-Z][a-zA-Z\d]{1,30});/g

/**
 * Resolves character references as CommonMark does outside code; a name that HTML does not have stays as it is written.
 * Numbers are not left to the package: it reads 128 to 159 as browsers do, as characters of an old code page.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (all: string, decimal?: string, hex?: string) => {
    if (decimal !== undefined) return fromCodePoint(parseInt(decimal, 10))
    return hex === undefined ? decodeHTMLStrict(all) : fromCodePoint(parseInt(hex, 16))
  })
}

function fromCodePoint(point: number): string {
  const legal = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
  return legal ? String.fromCodePoint(point) : '\ufffd'
}
