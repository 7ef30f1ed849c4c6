import { expect, it } from 'vitest'
import { languageName, languageNames, languageOf } from './languages'

it('calls a language as the window speaks, and what was typed as it was typed', () => {
  expect(languageName('zh-Hans', 'en')).toBe('Simplified Chinese')
  expect(languageName('zh-Hans', 'zh-CN')).toBe('简体中文')
  expect(languageName('formal German', 'zh-CN')).toBe('formal German')
})

it('understands a name in any of its languages, and takes other words as they are', () => {
  expect(languageOf('简体中文', 'zh-CN')).toBe('zh-Hans')
  expect(languageOf(' french ', 'zh-CN')).toBe('fr')
  expect(languageOf('Deutsch', 'en')).toBe('de')
  expect(languageOf(' Klingon ', 'en')).toBe('Klingon')
})

it('offers what was used last first, once', () => {
  const names = languageNames(['ja', 'Klingon'], 'en')
  expect(names.slice(0, 2)).toEqual(['Japanese', 'Klingon'])
  expect(names.filter((name) => name === 'Japanese')).toHaveLength(1)
})
