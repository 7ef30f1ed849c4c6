import { describe, expect, it } from 'vitest'
import { placeKey, placeOnScreen } from './window-place'

const left = { x: 0, y: 0, width: 1920, height: 1080 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }

describe('placeOnScreen', () => {
  it('centres the first window', () => {
    expect(placeOnScreen(null, [left])).toEqual({
      bounds: { x: 320, y: 140, width: 1280, height: 800 },
      maximized: false
    })
  })

  it('never asks for more than a small screen has', () => {
    expect(placeOnScreen(null, [{ x: 0, y: 0, width: 1024, height: 600 }]).bounds).toEqual({
      x: 0,
      y: 0,
      width: 1024,
      height: 600
    })
  })

  it('puts the window back where it was, on the second screen too', () => {
    const place = { bounds: { x: 2200, y: 100, width: 900, height: 700 }, maximized: true }
    expect(placeOnScreen(place, [left, right])).toEqual(place)
  })

  it('brings what hangs out back onto the screen, and leaves what lies across two', () => {
    const wide = { bounds: { x: -300, y: 900, width: 2600, height: 700 }, maximized: false }
    expect(placeOnScreen(wide, [left]).bounds).toEqual({ x: 0, y: 380, width: 1920, height: 700 })
    const across = { bounds: { x: 1500, y: 100, width: 900, height: 700 }, maximized: false }
    expect(placeOnScreen(across, [left, right])).toEqual(across)
  })

  it('keeps one place for each set-up of screens, however they are counted', () => {
    expect(placeKey([right, left])).toBe(placeKey([left, right]))
    expect(placeKey([left])).toBe('main 1920x1080+0+0')
  })

  it('brings it back when that screen has gone', () => {
    const place = { bounds: { x: 2200, y: 100, width: 900, height: 700 }, maximized: false }
    expect(placeOnScreen(place, [left]).bounds.x).toBe(320)
  })
})
