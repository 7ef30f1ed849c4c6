import { describe, expect, it } from 'vitest'
import { showLocale } from '../words'
import { rowsFor, rowsOf, SECTION_IDS } from './settings-index'

const all = SECTION_IDS.flatMap(rowsOf)

describe('rowsFor', () => {
  it('leaves everything while nothing is typed', () => {
    expect([...rowsFor('  ')]).toEqual(all)
  })

  it('finds a row in either language, whichever is shown', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      showLocale(locale)
      expect([...rowsFor('theme')]).toEqual(['theme'])
      expect([...rowsFor('主题')]).toEqual(['theme'])
      expect([...rowsFor('代理')]).toEqual(['proxy'])
    }
    showLocale('en')
  })

  it('finds by other words than the label has, without regard to case, width and accents', () => {
    expect(rowsFor('DARK mode').has('theme')).toBe(true)
    expect(rowsFor('ｓｏｃｋｓ5').has('proxy')).toBe(true)
    expect(rowsFor('nótifications').has('tellWhenReady')).toBe(true)
    expect(rowsFor('字体').has('textSize')).toBe(true)
  })

  it('takes the words of the section together with those of the row', () => {
    expect([...rowsFor('appearance font')]).toEqual(['textSize'])
    expect([...rowsFor('streaming')].sort()).toEqual([...rowsOf('streaming')].sort())
  })

  it('finds what has a name of its own, and nothing for what is nowhere', () => {
    expect([...rowsFor('megallm', { providers: 'MegaLLM https://ai.megallm.io/v1' })]).toEqual(['providers'])
    expect(rowsFor('xylophone').size).toBe(0)
  })
})
