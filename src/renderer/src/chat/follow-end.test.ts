// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FollowEnd } from './follow-end.svelte'

let tellSizes: () => void = () => undefined

class OneObserver {
  constructor(tell: () => void) {
    tellSizes = tell
  }

  observe(): void {}

  disconnect(): void {}
}

/** A view as the browser lays it out: it is never scrolled further than to its end. */
class LaidOut {
  readonly node = document.createElement('div')
  #top = 0

  constructor(
    public content: number,
    public height: number
  ) {
    Object.defineProperties(this.node, {
      scrollHeight: { get: () => this.content },
      clientHeight: { get: () => this.height },
      scrollTop: { get: () => this.#top, set: (top: number) => (this.#top = Math.min(Math.max(0, top), this.most)) }
    })
  }

  get most(): number {
    return Math.max(0, this.content - this.height)
  }

  get atEnd(): boolean {
    return this.node.scrollTop === this.most
  }

  /** As the browser does after a change: sets it back to its end, then tells of it. */
  settle(): void {
    this.node.scrollTop = Math.min(this.node.scrollTop, this.most)
  }

  scrolled(by: number): void {
    this.node.scrollTop += by
    this.node.dispatchEvent(new Event('scroll'))
  }
}

let view: LaidOut
let follow: FollowEnd

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', OneObserver)
  view = new LaidOut(1_000, 200)
  follow = new FollowEnd()
  follow.watch(view.node, document.createElement('div'))
  tellSizes()
})
afterEach(() => vi.unstubAllGlobals())

function grow(by: number): void {
  view.content += by
  tellSizes()
}

it('stays at the end while it grows, and lets go with the first movement upwards', () => {
  grow(300)
  expect([view.atEnd, follow.away]).toEqual([true, false])
  view.scrolled(-1)
  grow(300)
  expect([follow.following, view.atEnd, follow.away]).toEqual([false, false, true])
})

it('follows again from near the end', () => {
  view.scrolled(-300)
  expect(follow.following).toBe(false)
  view.scrolled(280)
  expect([follow.following, follow.away]).toEqual([true, false])
})

it('keeps the end when what it shows becomes shorter', () => {
  view.content -= 300
  view.settle()
  view.scrolled(0)
  grow(50)
  expect([follow.following, view.atEnd]).toEqual([true, true])
})

it('keeps the end when the view becomes higher while more is written below', () => {
  view.height += 250
  view.settle()
  view.content += 500
  view.scrolled(0)
  expect(follow.following).toBe(true)
  tellSizes()
  expect(view.atEnd).toBe(true)
})

it('lets go of a person who scrolls up further than the view has grown', () => {
  view.height += 50
  view.settle()
  view.scrolled(-10)
  expect(follow.following).toBe(false)
})
