import { clipboard, Menu, type BrowserWindow, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'
import type { LearnedWords } from './learned-words'

/** What of a right click decides. */
export type ClickedAt = Pick<
  ContextMenuParams,
  'linkURL' | 'selectionText' | 'isEditable' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>

export interface ContextActions {
  readonly copy: (text: string) => void
  readonly replaceWord: (word: string) => void
  readonly words: Pick<LearnedWords, 'knows' | 'canLearn' | 'learn'>
}

type Item = MenuItemConstructorOptions

const MOST_SUGGESTIONS = 5
const ADDRESS = /^(?:https?:\/\/|mailto:)/

/** Shows what can be done at a place in a page, where there is anything. */
export function showContextMenu(
  window: BrowserWindow,
  params: ContextMenuParams,
  locale: Locale,
  words: ContextActions['words']
): void {
  const { webContents } = window
  const items = contextTemplate(params, locale, {
    copy: (text) => void clipboard.writeText(text),
    replaceWord: (word) => webContents.replaceMisspelling(word),
    words
  })
  if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
}

/** Empty where nothing can be done. */
export function contextTemplate(at: ClickedAt, locale: Locale, actions: ContextActions): Item[] {
  const groups = [spellingItems(at, locale, actions), linkItems(at, locale, actions), editItems(at, locale)]
  const shown = groups.filter((group) => group.length > 0)
  return shown.flatMap((group, index): Item[] => (index === 0 ? group : [{ type: 'separator' }, ...group]))
}

function spellingItems(at: ClickedAt, locale: Locale, { replaceWord, words: learned }: ContextActions): Item[] {
  const { misspelledWord: word, dictionarySuggestions } = at
  if (word === '') return []
  // A page that was not told yet still marks it.
  if (learned.knows(word)) return [{ label: m.app_word_learned({ word }, { locale }), enabled: false }]
  const suggested = dictionarySuggestions.slice(0, MOST_SUGGESTIONS)
  const words = suggested.map((label): Item => ({ label, click: () => replaceWord(label) }))
  const none: Item[] = [{ label: m.app_no_suggestion({}, { locale }), enabled: false }]
  const learn: Item[] = learned.canLearn(word)
    ? [{ type: 'separator' }, { label: m.app_learn_word({ word }, { locale }), click: () => learned.learn(word) }]
    : []
  return [...(words.length > 0 ? words : none), ...learn]
}

function linkItems({ linkURL }: ClickedAt, locale: Locale, { copy }: ContextActions): Item[] {
  return ADDRESS.test(linkURL) ? [{ label: m.app_copy_link({}, { locale }), click: () => copy(linkURL) }] : []
}

function editItems({ isEditable, editFlags, selectionText }: ClickedAt, locale: Locale): Item[] {
  const to = { locale }
  const copy: Item = { role: 'copy', label: m.app_copy({}, to), enabled: editFlags.canCopy }
  const selectAll: Item = { role: 'selectAll', label: m.app_select_all({}, to), enabled: editFlags.canSelectAll }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy, selectAll]
  return [
    { role: 'cut', label: m.app_cut({}, to), enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: m.app_paste({}, to), enabled: editFlags.canPaste },
    selectAll
  ]
}
