// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { showAppearance } from './appearance'

it('puts text size, spacing and width on the root, and takes them away again', () => {
  const root = document.createElement('html')
  showAppearance(root, { textSize: 200, density: 'compact', columnWidth: 'wide' })
  expect(root.style.getPropertyValue('--scale')).toBe('2')
  expect({ ...root.dataset }).toEqual({ text: 'large', density: 'compact', width: 'wide' })
  showAppearance(root, { textSize: 100, density: 'comfortable', columnWidth: 'normal' })
  expect(root.style.getPropertyValue('--scale')).toBe('1')
  expect({ ...root.dataset }).toEqual({ text: 'normal', density: 'comfortable', width: 'normal' })
})
