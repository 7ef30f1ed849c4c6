import { describe, expect, it } from 'vitest'
import { differenceRow, fasterRow, inSize, inTurn, ratioRow, withNoise, type Compared } from './experiment'
import { judge } from './judge'

const compared: Compared = {
  name: 'row',
  unit: 'ms',
  peer: 'peer',
  bar: { atMost: 1.1 },
  ours: 'a',
  theirs: 'b'
}

describe('judge', () => {
  it('takes the median of the ratios, and passes by the end of the interval that speaks for it', () => {
    const samples = [1, 1.2, 1.3].map((ratio) => ({ a: ratio * 10, b: 10, 'b again': 11 }))
    const row = judge(ratioRow(compared), samples)
    expect(row).toMatchObject({ value: 12, peerValue: 10, runs: 3, pass: true, bar: '<= 1.1' })
    expect(row.ratio).toBeCloseTo(1.2)
    expect(row.spread).toEqual([1, 1.3])
    expect(row.self[0]).toBeCloseTo(1.1)
  })

  it('fails when the whole interval lies outside', () => {
    const samples = [1.2, 1.3, 1.4].map((ratio) => ({ a: ratio * 10, b: 10, 'b again': 10 }))
    expect(judge(ratioRow(compared), samples).pass).toBe(false)
  })

  it('counts how much more ours takes', () => {
    const row = judge(differenceRow({ ...compared, bar: { atMost: 5 } }), [{ a: 16, b: 10, 'b again': 10 }])
    expect(row).toMatchObject({ bar: '<= 5 ms more', pass: false, spread: [6, 6] })
  })

  it('counts how many times faster ours is', () => {
    const row = judge(fasterRow({ ...compared, bar: { atLeast: 3 } }), [{ a: 10, b: 40, 'b again': 40 }])
    expect(row).toMatchObject({ bar: '>= 3', pass: true, ratio: 4 })
  })

  it('passes nothing that is no number', () => {
    expect(judge(ratioRow(compared), [{ a: Number.NaN, b: 1, 'b again': 1 }]).pass).toBe(false)
    expect(judge(ratioRow(compared), []).pass).toBe(false)
  })
})

describe('inSize', () => {
  it('has a quick run say what it measures less of', () => {
    const row = ratioRow({ ...compared, quickly: '20 of 200' })
    expect(inSize(row, 'quick').peer).toBe('peer; quick: 20 of 200')
    expect(inSize(row, 'full').peer).toBe('peer')
    expect(inSize(ratioRow(compared), 'quick').peer).toBe('peer')
  })
})

describe('inTurn', () => {
  it('takes them in another order each turn, and every second time the other way round', async () => {
    const order: string[] = []
    const measure = (name: string) => () => order.push(name)
    const measures = { a: measure('a'), b: measure('b'), c: measure('c') }
    for (let turn = 0; turn < 4; turn++) await inTurn(measures, turn)
    expect(order.join('')).toBe('abc' + 'cba' + 'bca' + 'acb')
  })
})

describe('withNoise', () => {
  const row = ratioRow(compared)

  it('has it from the next round', () => {
    const samples = [10, 12, 15].map((b) => ({ a: 20, b }))
    expect(judge(row, withNoise(samples)).self.map((ratio) => ratio.toFixed(2))).toEqual(['0.67', '1.25'])
  })

  it('keeps what was measured again', () => {
    expect(withNoise([{ b: 10, 'b again': 11 }, { b: 12, 'b again': 13 }])).toMatchObject([{ 'b again': 11 }, { 'b again': 13 }])
  })

  it('tells none for one round alone', () => {
    expect(judge(row, withNoise([{ a: 20, b: 10 }])).self).toEqual([Number.NaN, Number.NaN])
  })
})
