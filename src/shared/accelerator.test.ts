import { describe, expect, it } from 'vitest'
import { ACCELERATOR } from './domain/shortcuts'
import { acceleratorOf, acceleratorText } from './accelerator'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('acceleratorOf', () => {
  it.each([
    [{ ...none, ctrlKey: true, shiftKey: true, key: ' ', code: 'Space' }, 'linux', 'CommandOrControl+Shift+Space'],
    [{ ...none, altKey: true, key: 'å', code: 'KeyA' }, 'darwin', 'Alt+A'],
    [{ ...none, metaKey: true, key: 'q', code: 'KeyQ' }, 'darwin', 'CommandOrControl+Q'],
    [{ ...none, ctrlKey: true, key: 'q', code: 'KeyQ' }, 'darwin', 'Control+Q'],
    [{ ...none, metaKey: true, key: 'q', code: 'KeyQ' }, 'win32', 'Super+Q'],
    [{ ...none, ctrlKey: true, key: 'ArrowUp', code: 'ArrowUp' }, 'linux', 'CommandOrControl+Up'],
    [{ ...none, ctrlKey: true, shiftKey: true, key: '!', code: 'Digit1' }, 'linux', 'CommandOrControl+Shift+1'],
    [{ ...none, ctrlKey: true, key: ',', code: 'Comma' }, 'linux', 'CommandOrControl+,'],
    [{ ...none, ctrlKey: true, shiftKey: true, key: '<', code: 'Comma' }, 'linux', 'CommandOrControl+Shift+,'],
    [{ ...none, ctrlKey: true, key: 'z', code: 'KeyY' }, 'linux', 'CommandOrControl+Z'],
    [{ ...none, ctrlKey: true, key: 'т', code: 'KeyN' }, 'linux', 'CommandOrControl+N']
  ])('%o on %s is %s', (press, platform, accelerator) => {
    expect(acceleratorOf(press, platform)).toBe(accelerator)
    expect(accelerator).toMatch(ACCELERATOR)
  })

  it.each([
    { ...none, key: 'a', code: 'KeyA' },
    { ...none, shiftKey: true, key: 'A', code: 'KeyA' },
    { ...none, ctrlKey: true, key: 'Control', code: 'ControlLeft' },
    { ...none, ctrlKey: true, key: 'Unidentified', code: '' }
  ])('%o is none', (press) => {
    expect(acceleratorOf(press, 'linux')).toBeNull()
  })
})

describe('acceleratorText', () => {
  it('is written as the system writes it', () => {
    expect(acceleratorText('CommandOrControl+Shift+Space', 'linux')).toBe('Ctrl+Shift+Space')
    expect(acceleratorText('CommandOrControl+Shift+Space', 'darwin')).toBe('⌘⇧Space')
  })
})

describe('ACCELERATOR', () => {
  it.each(['', 'Alt+Space', 'Super+Shift+F12'])('takes %j', (text) => expect(text).toMatch(ACCELERATOR))
  it.each(['A', 'Shift+A', 'Alt+', 'Ctrl+A', 'Alt+A+B+C', 'Alt+ä'])('refuses %j', (text) => {
    expect(text).not.toMatch(ACCELERATOR)
  })
})
