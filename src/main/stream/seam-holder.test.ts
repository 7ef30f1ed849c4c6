import { beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from './fake-clock.fixture'
import type { SeamJoin } from './join-seam'
import { HOLD_CHARS, HOLD_MS, SeamHolder } from './seam-holder'

const PARTIAL = Array.from({ length: 60 }, (_, at) => `Line ${at} of the answer goes on. `).join('')
const FRESH = 'Something else altogether. '.repeat(40)

let clock: FakeClock
let joins: SeamJoin[]
let texts: string[]
let holder: SeamHolder
beforeEach(() => {
  clock = new FakeClock()
  joins = []
  texts = []
  holder = new SeamHolder({
    partial: PARTIAL,
    clock,
    onJoin: (join) => joins.push(join),
    onText: (text) => texts.push(text)
  })
})

describe('a continuation', () => {
  it('is held until there is enough of it to see where it repeats, then goes through', () => {
    holder.text(FRESH.slice(0, HOLD_CHARS - 1))
    expect(joins).toEqual([])
    holder.text('!')
    expect(joins).toEqual([{ trimmed: '', rest: `${FRESH.slice(0, HOLD_CHARS - 1)}!` }])
    holder.text('more')
    expect(texts).toEqual(['more'])
  })

  it('is held no longer than a moment, however slowly it comes', () => {
    holder.text('Slow')
    clock.advance(HOLD_MS - 1)
    expect(joins).toEqual([])
    clock.advance(1)
    expect(joins).toEqual([{ trimmed: '', rest: 'Slow' }])
  })

  it('is held beyond both limits while it only repeats', () => {
    const repeated = PARTIAL.slice(-1_000)
    holder.text(repeated.slice(0, 900))
    clock.advance(HOLD_MS)
    expect(joins).toEqual([])
    holder.text(`${repeated.slice(900)}And on.`)
    expect(joins).toEqual([{ trimmed: repeated, rest: 'And on.' }])
  })

  it('is joined when its attempt ends before that', () => {
    holder.text('Short.')
    holder.end()
    clock.advance(HOLD_MS)
    expect(joins).toEqual([{ trimmed: '', rest: 'Short.' }])
  })

  it('of which nothing came is not joined', () => {
    holder.end()
    expect(joins).toEqual([])
  })
})
