import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countIn, foldsInPlace, foldText, foldWithPlaces, placesOf } from './find-text'

it('folds case, width, accents and spaces', () => {
  expect(foldText('ÉCOLE cafe\u0301')).toBe('ecole cafe')
  expect(foldText('ＧＰＴ－４　模型')).toBe('gpt-4 模型')
  expect(foldText('one\ntwo\u00a0three')).toBe('one two three')
})

it('says for each folded unit where it comes from', () => {
  const { folded, places } = foldWithPlaces('aﬁＢe\u0301😀z')
  expect(folded).toBe('afibe😀z')
  expect(places).toEqual([0, 1, 1, 2, 3, 5, 5, 7, 8])
})

it('folds a text as it folds its characters', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldWithPlaces(text).folded === foldText(text)))
})

it('knows what folds in place', () => {
  const units = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit))
  const inPlace = units.filter(foldsInPlace)
  expect(inPlace.length).toBeGreaterThan(27_000)
  expect(inPlace.filter((unit) => foldText(unit).length !== 1)).toEqual([])
})

it('finds what does not overlap, and nothing of nothing', () => {
  expect(placesOf('aaaa', 'aa')).toEqual([[0, 2], [2, 4]])
  expect(placesOf('a b', ' ')).toEqual([])
  expect(placesOf('abc', '')).toEqual([])
})

it('finds words however many spaces are between them', () => {
  expect(placesOf('the quick   brown', 'quick brown')).toEqual([[4, 17]])
  expect(placesOf('quick brown', 'quick  brown')).toEqual([[0, 11]])
  expect(placesOf('a  (b.c) d', ' (b.c) ')).toEqual([[2, 9]])
  expect(countIn('The quick\n  brown', 'quick brown')).toBe(1)
})

// Where each beginning is looked at to the end, this does not come to its own end.
it('looks through a text of nothing but spaces', () => {
  expect(countIn(' '.repeat(300_000), '  a  b')).toBe(0)
  expect(countIn('a '.repeat(50_000) + ' '.repeat(200_000), 'a b')).toBe(0)
})
