import { describe, expect, it } from 'vitest'
import { quickPlace } from './quick-place'

const second = { x: 1920, y: 40, width: 1600, height: 1000 }

describe('quickPlace', () => {
  it('lies in the middle of the screen it is given, a little above its middle', () => {
    expect(quickPlace(second, 96)).toEqual({ x: 1920 + 480, y: 220, width: 640, height: 96 })
  })

  it('grows to 60 % of the screen and no further', () => {
    expect(quickPlace(second, 4_000).height).toBe(600)
  })

  it('fits a screen that is narrower than it', () => {
    expect(quickPlace({ x: 0, y: 0, width: 480, height: 800 }, 96)).toMatchObject({ x: 0, width: 480 })
  })
})
