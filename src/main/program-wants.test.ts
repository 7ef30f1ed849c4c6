import { describe, expect, it } from 'vitest'
import { programWants, wantsOf } from './program-wants'

const window = { kind: 'window' }

describe('programWants', () => {
  it.each([
    [['rill'], window],
    [['rill', '--quick-ask'], { kind: 'quick-ask' }],
    [['rill', '--background'], { kind: 'background' }],
    [['rill', '--no-sandbox', 'rill://conversation/0190-ab'], { kind: 'conversation', conversationId: '0190-ab' }]
  ])('%o', (argv, wanted) => {
    expect(programWants(argv)).toEqual(wanted)
  })

  it.each([
    'rill://settings/proxy',
    'rill://conversation/',
    'rill://conversation/../settings',
    'rill://conversation/a%2Fb',
    'rill://conversation/a?ask=hello',
    'rill://conversation/a#x',
    'rill://ask/hello',
    `rill://conversation/${'a'.repeat(65)}`,
    'rill:conversation/a'
  ])('the link %s only brings the window', (link) => {
    expect(programWants(['rill', link])).toEqual(window)
  })
})

describe('wantsOf', () => {
  it('understands what a second start sends', () => {
    const wanted = programWants(['rill', 'rill://conversation/abc'])
    expect(wantsOf(JSON.parse(JSON.stringify(wanted)))).toEqual(wanted)
    expect(wantsOf({ kind: 'quick-ask' })).toEqual({ kind: 'quick-ask' })
  })

  it.each([null, 'x', {}, { kind: 'conversation' }, { kind: 'conversation', conversationId: '../x' }, { kind: 'background' }])(
    'takes %o for a wish to see the window',
    (sent) => expect(wantsOf(sent)).toEqual(window)
  )
})
