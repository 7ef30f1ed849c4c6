import { expect, it } from 'vitest'
import { featuresOf } from './match-message'

const features = (text: string): readonly string[] => [...featuresOf({ text, callsTools: 0, hasImages: 0 })]

it('sees pictures, also one within another', () => {
  expect(features('look: ![a map](https://a.example/map.png)')).toEqual(['image'])
  expect(features('![ ![a map](map.png)')).toEqual(['image'])
  expect(features('![a [b] c](map.png)\n![\n](map.png)')).toEqual([])
})

// Where each beginning is looked at to the end, this does not come to its own end.
it('looks through a text of nothing but beginnings of pictures', () => {
  expect(features('!['.repeat(500_000))).toEqual([])
})
