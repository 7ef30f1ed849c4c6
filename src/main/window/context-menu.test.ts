import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ Menu: {}, clipboard: {} }))
const { contextTemplate } = await import('./context-menu')

const editFlags = {
  canUndo: true,
  canRedo: true,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false
}
const nowhere = {
  linkURL: '',
  selectionText: '',
  isEditable: false,
  editFlags,
  misspelledWord: '',
  dictionarySuggestions: []
}
const done: string[] = []
const actions = {
  copy: (text: string) => done.push(`copy ${text}`),
  replaceWord: (word: string) => done.push(`replace ${word}`),
  words: {
    knows: (word: string) => word === 'moonn',
    canLearn: (word: string) => word !== 'full',
    learn: (word: string) => done.push(`learn ${word}`)
  }
}
const labels = (at: Partial<typeof nowhere> & object) =>
  contextTemplate({ ...nowhere, ...at }, 'en', actions).map((item) => (item.type === 'separator' ? '-' : item.label))

describe('contextTemplate', () => {
  it('is empty where nothing can be done', () => expect(labels({})).toEqual([]))

  it('copies what is selected, and edits in a field', () => {
    expect(labels({ selectionText: 'tide' })).toEqual(['Copy', 'Select all'])
    expect(labels({ isEditable: true })).toEqual(['Cut', 'Copy', 'Paste', 'Select all'])
  })

  it('copies the address of a link, and of nothing else that looks like one', () => {
    expect(labels({ linkURL: 'https://moon.example/' })).toEqual(['Copy link'])
    expect(labels({ linkURL: 'app://app/index.html#note-1' })).toEqual([])
  })

  it('offers other spellings first', () => {
    const at = { ...nowhere, isEditable: true, misspelledWord: 'tyde', dictionarySuggestions: ['tide', 'tyre'] }
    const items = contextTemplate(at, 'en', actions)
    expect(items.map(({ label }) => label).slice(0, 2)).toEqual(['tide', 'tyre'])
    for (const item of items.slice(0, 2)) Reflect.apply(item.click ?? (() => undefined), item, [])
    expect(done).toEqual(['replace tide', 'replace tyre'])
    expect(labels({ misspelledWord: 'xq' })[0]).toBe('No suggestions')
  })

  it('adds a word to the dictionary, once', () => {
    const at = { ...nowhere, misspelledWord: 'tyde', dictionarySuggestions: ['tide'] }
    const items = contextTemplate(at, 'en', actions)
    expect(items.map(({ label }) => label)).toEqual(['tide', undefined, 'Add “tyde” to the dictionary'])
    const learn = items[2]
    if (learn) Reflect.apply(learn.click ?? (() => undefined), learn, [])
    expect(done.at(-1)).toBe('learn tyde')
    expect(labels({ misspelledWord: 'moonn' })).toEqual([expect.stringContaining('is in your dictionary')])
    expect(labels({ misspelledWord: 'full' })).toEqual(['No suggestions'])
  })
})
