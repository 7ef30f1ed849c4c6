import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_SHORTCUTS, SHORTCUT_IDS } from '../../shared/domain/shortcuts'
import type { MenuActions } from './menu'

vi.mock('electron', () => ({ Menu: {} }))
const { menuTemplate } = await import('./menu')

const nothing = (): void => undefined
const actions: MenuActions = {
  platform: 'linux',
  shortcuts: DEFAULT_SHORTCUTS,
  theme: 'dark',
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
