import { expect, it } from 'vitest'
import { sends, type KeyPress } from './send-key'

const ENTER: KeyPress = {
  key: 'Enter', keyCode: 13, isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false
}

it.each([
  ['Enter', {}, true, false],
  ['Shift+Enter', { shiftKey: true }, false, false],
  ['Ctrl+Enter', { ctrlKey: true }, true, true],
  ['Cmd+Enter', { metaKey: true }, true, true],
  ['Alt+Enter', { altKey: true }, false, false],
  ['Enter while composing', { isComposing: true }, false, false],
  ['Ctrl+Enter while composing', { isComposing: true, ctrlKey: true }, false, false],
  ['Enter that the input method has', { keyCode: 229 }, false, false],
  ['another key', { key: 'a', keyCode: 65 }, false, false]
])('%s', (_, change, withEnter, withMod) => {
  expect(sends({ ...ENTER, ...change }, 'enter', false)).toBe(withEnter)
  expect(sends({ ...ENTER, ...change }, 'mod-enter', false)).toBe(withMod)
})

it('the Enter that ended a composition does not send', () => {
  expect(sends(ENTER, 'enter', true)).toBe(false)
})
