import type { Place } from './search/phrases'

/** What is looked at one by one: neither plain Latin nor an ideograph, which fold to themselves. Pairs are one. */
const UNUSUAL = /[\ud800-\udbff][\udc00-\udfff]|[^\x20-\x7e\u3400-\u9fff]/g
/** What most texts are written in, and folds unit by unit: Latin, ideographs, dashes and quotes, full-width forms. */
const IN_PLACE = /^[\t-\r\x20-\x7e\u2013\u2014\u2018\u2019\u201c\u201d\u3000-\u3002\u3008-\u3011\u3400-\u9fff\uff01-\uff5e]*$/
const ACCENTS = /[\u0300-\u036f]/g
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
export function placesOf(folded: string, wanted: string): readonly Place[] {
  const places: Place[] = []
  eachPlace(folded, wanted, (from, to) => places.push([from, to]))
  return places
}

/** How often a text has `wanted`, folded. */
export function countIn(text: string, wanted: string): number {
  let count = 0
  eachPlace(foldText(text), wanted, () => count++)
  return count
}

/** A space stands for as many as there are: what is indented or broken in the source is shown with one. */
function eachPlace(folded: string, wanted: string, see: (from: number, to: number) => void): void {
  const words = wanted.trim()
  if (words === '') return
  if (words === wanted && !words.includes(' ')) {
    const { length } = wanted
    for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + length)) see(at, at + length)
    return
  }
  // At the edges one space is enough; to try a row of them from each of its places would cost the square of it.
  const [before, after] = [wanted.startsWith(' ') ? ' ' : '', wanted.endsWith(' ') ? ' ' : '']
  const pattern = new RegExp(before + words.split(/ +/).map(literal).join(' +') + after, 'g')
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) see(match.index, pattern.lastIndex)
}

function literal(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
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
