import { describe, expect, it } from 'vitest'
import { commandOf, keysOf } from './shortcuts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held
})

describe('shortcuts of the window', () => {
  it('are Ctrl, and Cmd on a Mac', () => {
    expect(commandOf(press('n', { ctrlKey: true }), 'linux')).toBe('new-conversation')
    expect(commandOf(press('N', { ctrlKey: true }), 'win32')).toBe('new-conversation')
    expect(commandOf(press(',', { metaKey: true }), 'darwin')).toBe('open-settings')
    expect(commandOf(press('F', { ctrlKey: true, shiftKey: true }), 'linux')).toBe('find-conversation')
    expect(commandOf(press('k', { ctrlKey: true }), 'linux')).toBe('open-palette')
    expect(keysOf('Shift+F', 'darwin')).toEqual(['⌘⇧F'])
    expect(keysOf('K', 'darwin')).toEqual(['⌘K'])
    expect(keysOf('K', 'linux')).toEqual(['Ctrl+K'])
  })

  it('leave every other press alone', () => {
    expect(commandOf(press('n'), 'linux')).toBeNull()
    expect(commandOf(press('b', { ctrlKey: true }), 'darwin')).toBeNull()
    expect(commandOf(press('n', { ctrlKey: true, shiftKey: true }), 'linux')).toBeNull()
    expect(commandOf(press('k', { ctrlKey: true, altKey: true }), 'linux')).toBeNull()
    expect(commandOf(press('constructor', { ctrlKey: true }), 'linux')).toBeNull()
  })
})
