import { describe, expect, it } from 'vitest'
import { quickCommandOf } from './quick-keys'

const plain = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false }
const ctrl = { ...plain, ctrlKey: true }

describe('quickCommandOf', () => {
  it.each([
    [{ ...plain, key: 'Escape' }, 'hide'],
    [{ ...ctrl, key: '.' }, 'stop'],
    [{ ...ctrl, key: 'Enter' }, 'open'],
    [{ ...ctrl, key: 'N' }, 'new'],
    [{ ...ctrl, key: 'd' }, 'keep'],
    [{ ...ctrl, key: 't' }, 'translate'],
    [{ ...ctrl, shiftKey: true, key: 'V' }, 'attach'],
    [{ ...ctrl, key: '&', code: 'Digit1' }, { action: 0 }],
    [{ ...ctrl, key: 'v' }, null],
    [{ ...plain, key: 'Enter' }, null],
    [{ ...plain, key: 'a' }, null],
    [{ ...ctrl, altKey: true, key: 'n' }, null]
  ])('%o', (press, command) => {
    expect(quickCommandOf(press, 'linux', false)).toEqual(command)
  })

  it('copies the answer only where nothing is selected', () => {
    expect(quickCommandOf({ ...ctrl, key: 'c' }, 'linux', false)).toBe('copy')
    expect(quickCommandOf({ ...ctrl, key: 'c' }, 'linux', true)).toBeNull()
  })

  it('leaves Escape to an input method that composes', () => {
    expect(quickCommandOf({ ...plain, key: 'Escape', isComposing: true }, 'linux', false)).toBeNull()
  })

  it('means the command key on a Mac', () => {
    expect(quickCommandOf({ ...ctrl, key: 'n' }, 'darwin', false)).toBeNull()
    expect(quickCommandOf({ ...plain, metaKey: true, key: 'n' }, 'darwin', false)).toBe('new')
  })
})
