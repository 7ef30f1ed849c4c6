import { describe, expect, it } from 'vitest'
import { placeFrom, quickPlace } from './quick-place'

const second = { x: 1920, y: 40, width: 1600, height: 1000 }

describe('quickPlace', () => {
  it('lies in the middle of the screen it is given, a little above its middle', () => {
    expect(quickPlace(second, 96, 1)).toEqual({ x: 1920 + 480, y: 220, width: 640, height: 96 })
  })

  it('grows to 60 % of the screen and no further', () => {
    expect(quickPlace(second, 4_000, 1).height).toBe(600)
  })

  it('fits a screen that is narrower than it', () => {
    expect(quickPlace({ x: 0, y: 0, width: 480, height: 800 }, 96, 1)).toMatchObject({ x: 0, width: 480 })
  })

  it('is wider and may be higher with larger text, within the screen', () => {
    expect(quickPlace(second, 4_000, 2)).toEqual({ x: 1920 + 160, y: 220, width: 1280, height: 800 })
    expect(quickPlace({ x: 0, y: 0, width: 1024, height: 768 }, 96, 2)).toMatchObject({ x: 0, width: 1024 })
  })
})

describe('placeFrom', () => {
  it('leaves a window where the person has put it', () => {
    const now = { x: 2000, y: 300, width: 640, height: 96 }
    expect(placeFrom(now, second, 200, 1)).toEqual({ ...now, height: 200 })
  })

  it('widens around its middle and stays on its screen', () => {
    const now = { y: 300, width: 640, height: 96 }
    expect(placeFrom({ x: 2400, ...now }, second, 96, 1.5)).toMatchObject({ x: 2240, width: 960 })
    expect(placeFrom({ x: 1930, ...now }, second, 96, 1.5)).toMatchObject({ x: 1920, width: 960 })
    expect(placeFrom({ x: 2880, ...now }, second, 96, 2)).toMatchObject({ x: 2240, width: 1280 })
  })
})
