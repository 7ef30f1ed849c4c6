import { describe, expect, it } from 'vitest'
import { DEFAULT_SHORTCUTS, shortcutConflict } from '../../shared/domain/shortcuts'
import { boundTo, keysOf } from './shortcuts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held
})

const bound = (pressed: ReturnType<typeof press>, platform: string) => boundTo(pressed, DEFAULT_SHORTCUTS, platform)

describe('shortcuts of the window', () => {
  it('are Ctrl, and Cmd on a Mac', () => {
    expect(bound(press('n', { ctrlKey: true }), 'linux')).toBe('new-conversation')
    expect(bound(press('N', { ctrlKey: true }), 'win32')).toBe('new-conversation')
    expect(bound(press(',', { metaKey: true }), 'darwin')).toBe('open-settings')
    expect(bound(press('F', { ctrlKey: true, shiftKey: true }), 'linux')).toBe('find-conversation')
    expect(keysOf('find-conversation', DEFAULT_SHORTCUTS, 'darwin')).toEqual(['⌘⇧F'])
    expect(keysOf('open-palette', DEFAULT_SHORTCUTS, 'linux')).toEqual(['Ctrl+K'])
  })

  it('are those the person has bound, and no other', () => {
    const own = { ...DEFAULT_SHORTCUTS, 'open-palette': 'Alt+P', 'toggle-sidebar': '' }
    expect(boundTo(press('p', { altKey: true }), own, 'linux')).toBe('open-palette')
    expect(boundTo(press('k', { ctrlKey: true }), own, 'linux')).toBeNull()
    expect(boundTo(press('b', { ctrlKey: true }), own, 'linux')).toBeNull()
    expect(keysOf('toggle-sidebar', own, 'linux')).toEqual([])
  })

  it('leave every other press alone', () => {
    expect(bound(press('n'), 'linux')).toBeNull()
    expect(bound(press('b', { ctrlKey: true }), 'darwin')).toBeNull()
    expect(bound(press('k', { ctrlKey: true, altKey: true }), 'linux')).toBeNull()
    expect(bound({ ...press('x'), key: ' ', code: 'Space', ctrlKey: true, shiftKey: true }, 'linux')).toBeNull()
  })
})

describe('shortcutConflict', () => {
  it('names the action that has the keys, and keys that stay as they are', () => {
    expect(shortcutConflict(DEFAULT_SHORTCUTS, 'open-palette', 'CommandOrControl+B')).toBe('toggle-sidebar')
    expect(shortcutConflict(DEFAULT_SHORTCUTS, 'open-palette', 'CommandOrControl+C')).toBe('fixed')
    expect(shortcutConflict(DEFAULT_SHORTCUTS, 'open-palette', 'CommandOrControl+K')).toBeNull()
    expect(shortcutConflict({ ...DEFAULT_SHORTCUTS, quickAsk: '' }, 'open-palette', '')).toBeNull()
  })
})
