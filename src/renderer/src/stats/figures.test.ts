import { describe, expect, it } from 'vitest'
import { firstTokenText, meanRate, rateText, sparklinePoints, timeText, tokensText } from './figures'

describe('times', () => {
  it.each([
    [0, '0 ms', '0 毫秒'],
    [420, '420 ms', '420 毫秒'],
    [949, '949 ms', '949 毫秒'],
    [950, '1.0 s', '1.0 秒'],
    [9_949, '9.9 s', '9.9 秒'],
    [12_400, '12 s', '12 秒'],
    [59_949, '60 s', '60 秒'],
    [59_950, '1 min 0 s', '1 分 0 秒'],
    [125_000, '2 min 5 s', '2 分 5 秒']
  ])('%d ms', (ms, en, zh) => {
    expect(timeText(ms, 'en')).toBe(en)
    expect(timeText(ms, 'zh-CN')).toBe(zh)
  })

  it('says the first token to a hundredth', () => {
    expect(firstTokenText(423, 'en')).toBe('0.42 s')
    expect(firstTokenText(423, 'zh-CN')).toBe('0.42 秒')
    expect(firstTokenText(12_000, 'en')).toBe('12 s')
  })
})

it('marks counted tokens until the provider has said how many', () => {
  expect(tokensText(1312, false, 'en')).toBe('~1,312')
  expect(tokensText(1312, true, 'zh-CN')).toBe('1,312')
})

it('gives slow rates a decimal', () => {
  expect([8.44, 84.4].map((rate) => rateText(rate, 'en'))).toEqual(['8.4', '84'])
})

it('gives no rate for an answer that came all at once', () => {
  const stats = { chunks: 2, tokensExact: true, firstTokenMs: 9, elapsedMs: 9, tokensPerSecondNow: null } as const
  const rate = (tokens: number, tokensPerSecond: number | null): number | null =>
    meanRate({ ...stats, tokens, tokensPerSecond, longestStallMs: 0, attempts: 1, perSecond: [] })
  expect([rate(17, 24_000), rate(17, null), rate(0, 50)]).toEqual([null, null, null])
  expect([rate(17, 100), rate(9_000, 20_000)]).toEqual([100, 20_000])
})

describe('the sparkline', () => {
  it('spans its box', () => expect(sparklinePoints([0, 5, 10], 20, 10)).toBe('0,10 10,5 20,0'))
  it('needs two values', () => expect(sparklinePoints([4], 20, 10)).toBe(''))
  it('lies flat for silence', () => expect(sparklinePoints([0, 0], 20, 10)).toBe('0,10 20,10'))
})
