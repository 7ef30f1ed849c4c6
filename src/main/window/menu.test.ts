import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_SHORTCUTS, SHORTCUT_IDS } from '../../shared/domain/shortcuts'
import type { WindowNow } from '../../shared/window-actions'
import type { MenuActions } from './menu'

vi.mock('electron', () => ({ Menu: {} }))
const { menuTemplate } = await import('./menu')

const nothing = (): void => undefined
const actions: MenuActions = {
  platform: 'linux',
  shortcuts: DEFAULT_SHORTCUTS,
  theme: 'dark',
  now: null,
  command: nothing,
  newWindow: nothing,
  quickAsk: nothing,
  chooseTheme: nothing,
  resizeText: nothing
}
const itemsOf = (menu: ReturnType<typeof menuTemplate>[number] | undefined) =>
  Array.isArray(menu?.submenu) ? menu.submenu : []

describe('menuTemplate', () => {
  it('speaks the language it is given', () => {
    const labels = (locale: 'en' | 'zh-CN') => menuTemplate(locale, actions).map((menu) => menu.label)
    expect(labels('en')).toEqual(['File', 'Edit', 'Conversation', 'View', 'Window'])
    expect(labels('zh-CN')).toEqual(['文件', '编辑', '对话', '显示', '窗口'])
  })

  it('begins with the app menu on macOS', () => {
    expect(menuTemplate('en', { ...actions, platform: 'darwin' })[0]).toEqual({ role: 'appMenu' })
  })

  it('hands every action over by name', () => {
    const done: string[] = []
    const menus = menuTemplate('en', {
      ...actions,
      command: (command) => done.push(command),
      newWindow: () => done.push('new-window'),
      quickAsk: () => done.push('quickAsk')
    })
    for (const item of menus.flatMap(itemsOf)) Reflect.apply(item.click ?? nothing, item, [])
    expect(done.sort()).toEqual([...SHORTCUT_IDS].sort())
  })

  it('greys what can do nothing in the window in front', () => {
    const now = { front: 'conversation', opened: false, asks: true, messages: false, answer: false, writing: false } as const
    const greyed = (shown: WindowNow | null): unknown[] =>
      menuTemplate('en', { ...actions, now: shown })
        .flatMap(itemsOf)
        .flatMap(({ id, enabled }) => (enabled === false ? [id] : []))
    const ofOne = ['rename', 'pin', 'archive', 'open-in-window', 'export', 'delete']
    expect(greyed(null)).toEqual([])
    expect(greyed(now)).toEqual(['find-in-conversation', 'answer-again', 'copy-answer', 'stop', ...ofOne])
    const read = { ...now, opened: true, messages: true, answer: true }
    expect(greyed(read)).toEqual(['stop'])
    expect(greyed({ ...read, writing: true })).toEqual(['answer-again'])
    const behind = { ...now, asks: false }
    expect(greyed({ ...behind, front: 'settings', writing: true })).not.toContain('stop')
    expect(greyed({ ...behind, front: 'settings' })).not.toContain('find-in-conversation')
    expect(greyed({ ...behind, front: 'translate' })).toContain('choose-model')
  })

  it('shows the keys of an action, says which ones ask first, and marks the theme', () => {
    const all = menuTemplate('en', { ...actions, shortcuts: { ...DEFAULT_SHORTCUTS, export: 'Alt+E' } }).flatMap(itemsOf)
    const found = (label: string) => all.find((item) => item.label === label)
    expect(found('Export conversation…')?.accelerator).toBe('Alt+E')
    expect(found('Import conversations…')).not.toHaveProperty('accelerator')
    expect(found('Delete the conversation')).toBeDefined()
    const themes = itemsOf(found('Theme')).map(({ label, checked }) => [label, checked])
    expect(themes).toEqual([['System', false], ['Light', false], ['Dark', true]])
  })
})
