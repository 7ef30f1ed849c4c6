/** What is looked at one by one: neither plain Latin nor an ideograph, which fold to themselves. Pairs are one. */
const UNUSUAL = /[\ud800-\udbff][\udc00-\udfff]|[^\x20-\x7e\u3400-\u9fff]/g
/** What most texts are written in, and folds unit by unit: Latin, ideographs, dashes and quotes, full-width forms. */
const IN_PLACE = /^[\t-\r\x20-\x7e\u2013\u2014\u2018\u2019\u201c\u201d\u3000-\u3002\u3008-\u3011\u3400-\u9fff\uff01-\uff5e]*$/
const ACCENTS = /[\u0300-\u036f]/g
const MARKS = /[*_~`[\\]/
/** Bounded so that links that begin and never end cost no more than other text. */
const LINK = /!?\[([^\][\n]*)\]\([^)\n]{0,1000}\)/g
const SPACE = /^\s$/u

/** A text as it is compared: without case, width, accents and kinds of space. */
export function foldText(text: string): string {
  return text.replace(UNUSUAL, foldCharacter).toLowerCase()
}

/** Whether every unit of the folded text stands where it stood; false where that would have to be looked at. */
export function foldsInPlace(text: string): boolean {
  return IN_PLACE.test(text)
}

/** The folded text, and for each of its UTF-16 units, and its end, the place in the text it comes from. */
export function foldWithPlaces(text: string): { folded: string; places: readonly number[] } {
  const places: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    const one = foldText(character)
    for (let unit = 0; unit < one.length; unit++) places.push(at)
    folded += one
    at += character.length
  }
  places.push(at)
  return { folded, places }
}

/** Where `folded` has `wanted`, both folded, none overlapping another. Nothing is found of an empty text. */
export function placesOf(folded: string, wanted: string): number[] {
  const places: number[] = []
  if (wanted.trim() === '') return places
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
}

/**
 * How often a Markdown text has `wanted`, folded. The marks of Markdown may stand in the middle of what is shown as one
 * word, and may themselves be looked for in code: whichever reading finds more counts, so that nothing shown is missed.
 */
export function countIn(markdown: string, wanted: string): number {
  const text = foldText(markdown)
  const asWritten = placesOf(text, wanted).length
  return MARKS.test(text) ? Math.max(asWritten, placesOf(withoutMarks(text), wanted).length) : asWritten
}

function withoutMarks(markdown: string): string {
  return markdown
    .replace(LINK, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\*+|__+|~~|`+/g, '')
}

/** A text has few different ones, and many of each. */
const folded = new Map<string, string>()
const MOST_FOLDED = 5_000

function foldCharacter(character: string): string {
  const known = folded.get(character)
  if (known !== undefined) return known
  if (folded.size >= MOST_FOLDED) folded.clear()
  const made = foldNew(character)
  folded.set(character, made)
  return made
}

function foldNew(character: string): string {
  if (SPACE.test(character)) return ' '
  return character.normalize('NFKC').normalize('NFD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
}
