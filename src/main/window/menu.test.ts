import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_SHORTCUTS } from '../../shared/domain/shortcuts'

vi.mock('electron', () => ({ Menu: {} }))
const { menuTemplate } = await import('./menu')

const actions = { platform: 'linux' as const, shortcuts: DEFAULT_SHORTCUTS, command: () => undefined, newWindow: () => undefined, resizeText: () => undefined }

describe('menuTemplate', () => {
  it('speaks the language it is given', () => {
    expect(menuTemplate('en', actions).map((menu) => menu.label)).toEqual(['File', 'Edit', 'View', 'Window'])
    expect(menuTemplate('zh-CN', actions).map((menu) => menu.label)).toEqual(['文件', '编辑', '显示', '窗口'])
  })

  it('begins with the app menu on macOS', () => {
    expect(menuTemplate('en', { ...actions, platform: 'darwin' })[0]).toEqual({ role: 'appMenu' })
  })

  it('hands its commands over by name', () => {
    const commands: string[] = []
    const [file] = menuTemplate('en', { ...actions, command: (command) => commands.push(command) })
    const items = Array.isArray(file?.submenu) ? file.submenu : []
    for (const item of items) Reflect.apply(item.click ?? (() => undefined), item, [])
    expect(commands).toEqual(['new-conversation', 'open-settings'])
  })
})
