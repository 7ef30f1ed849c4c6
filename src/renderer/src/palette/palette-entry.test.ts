import { expect, it } from 'vitest'
import { matching, shownGroups, type PaletteEntry } from './palette-entry'

const entry = (label: string, note = ''): PaletteEntry => ({ id: label, label, note, run: () => undefined })
const ENTRIES = [entry('New conversation'), entry('Theme: dark'), entry('gpt-4o', 'MegaLLM'), entry('停止回答')]
const labels = (typed: string): readonly string[] => matching(ENTRIES, typed).map(({ label }) => label)

it('offers what has every word, in any case and width', () => {
  expect(labels('')).toHaveLength(4)
  expect(labels('conv NEW')).toEqual(['New conversation'])
  expect(labels('megallm ＧＰＴ')).toEqual(['gpt-4o'])
  expect(labels('回答')).toEqual(['停止回答'])
  expect(labels('nothing')).toEqual([])
  expect(shownGroups([{ label: 'none', entries: [] }, { label: 'some', entries: ENTRIES }], '')).toHaveLength(1)
})

it('has first what begins as typed, in a group and among the groups', () => {
  const actions = { label: 'Actions', entries: [entry('Show the archive'), entry('Unarchive'), entry('Arc')] }
  const here = { label: 'Here', entries: [entry('Archive')] }
  expect(matching(actions.entries, 'arc').map(({ label }) => label)).toEqual(['Arc', 'Show the archive', 'Unarchive'])
  expect(shownGroups([actions, here], 'archive')).toEqual([here, actions])
  expect(shownGroups([actions, here], '')).toEqual([actions, here])
})
