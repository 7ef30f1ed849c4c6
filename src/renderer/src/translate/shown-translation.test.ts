import { describe, expect, it } from 'vitest'
import { emptyContent } from '../../../shared/answer-content'
import type { RunId } from '../../../shared/domain/ids'
import type { AnswerState } from '../../../shared/domain/run'
import type { TranslatedPart, Translation } from '../../../shared/domain/translation'
import { looksFormatted, shownParts, wholeState, type LivePart } from './shown-translation'

const ENDED: AnswerState = { phase: 'ended', finish: 'stop', rawFinish: '' }
const BROKEN: AnswerState = { phase: 'interrupted', fault: null }

function part(run: string, text: string, state: AnswerState = ENDED): TranslatedPart {
  return { kept: null, gap: '\n\n', runId: run as RunId, content: { ...emptyContent(state), text } }
}

function live(run: string, text: string): LivePart {
  const content = { ...emptyContent({ phase: 'streaming' }), text }
  return { runId: run as RunId, shown: { content, added: null, stats: null, reasoningMs: null } }
}

function translation(phase: Translation['phase'], ...parts: TranslatedPart[]): Translation {
  return { source: 's', from: '', to: 'de', recent: [], model: null, parts, phase, fault: null }
}

const code: TranslatedPart = { kept: '```\n```', gap: '\n', runId: null, content: null }

describe('shownParts', () => {
  it('shows what a live run has added to its part, and code as it is', () => {
    const parts = [part('a', 'Eins'), code, part('b', '', { phase: 'waiting' })]
    expect(shownParts(parts, live('b', 'Zw'), [])).toMatchObject([
      { text: 'Eins', live: false }, { text: code.kept, live: false }, { text: 'Zw', live: true, stale: false }
    ])
  })

  it('leaves the old words, marked, until there are new ones', () => {
    const parts = [part('a', 'Eins'), part('c', '', { phase: 'waiting' })]
    expect(shownParts(parts, null, ['Eins', 'Zwei'])[1]).toMatchObject({ text: 'Zwei', stale: true })
    expect(shownParts(parts, live('c', 'Z'), ['Eins', 'Zwei'])[1]).toMatchObject({ text: 'Z', stale: false })
  })

  it('believes main once the run is over', () => {
    expect(shownParts([part('a', 'Ganz')], live('a', 'Ga'), [])[0]).toMatchObject({ text: 'Ganz', live: false })
  })
})

describe('wholeState', () => {
  it('is that of the first part that is missing', () => {
    expect(wholeState(translation('idle', part('a', 'Eins'), part('b', 'Zw', BROKEN)), null)).toMatchObject({ state: BROKEN, at: 2, of: 2 })
    expect(wholeState(translation('pending', part('a', 'Eins'), part('b', 'Zw', BROKEN)), null)?.state.phase).toBe('waiting')
    expect(wholeState(translation('running', part('b', '', { phase: 'waiting' })), live('b', 'Z'))?.state.phase).toBe('streaming')
  })

  it('has ended when every part has, and is none of an empty sheet', () => {
    expect(wholeState(translation('idle', part('a', 'Eins'), code), null)).toMatchObject({ missing: null, at: 1, of: 1, state: ENDED })
    expect(wholeState(translation('idle'), null)).toBeNull()
  })
})

it.each([
  ['# Title\n\nText', true],
  ['a\n```js\nb\n```', true],
  ['- one\n- two', true],
  ['Dear Sir,\n- yours', false],
  ['2 * 3 # 4 {name}', false]
])('%j looks formatted: %s', (text, is) => {
  expect(looksFormatted(text)).toBe(is)
})
