import { describe, expect, it } from 'vitest'
import { readDelta } from './read-delta'

const NOTHING = { text: '', reasoning: '', refusal: '', tools: [] }

describe('the text of a delta', () => {
  it.each([
    ['a string', 'a', 'a'],
    ['strings and parts in a list', ['a', { type: 'text', text: 'b' }, { type: 'output_text', text: 'c' }, { text: 'd' }], 'abcd'],
    ['one part', { type: 'text', text: { value: 'a' } }, 'a'],
    ['no text at all', [7, null, { type: 'image', text: 'never' }, { type: 'text', text: 7 }], '']
  ])('is read from %s', (_, content, text) => {
    expect(readDelta({ content })).toEqual({ ...NOTHING, text })
  })

  it('is looked for in four levels and no deeper', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)])
    const textIn = (levels: number): string => readDelta({ content: { type: 'text', text: nested(levels) } }).text
    expect([textIn(4), textIn(5)]).toEqual(['x', ''])
  })
})

describe('reasoning', () => {
  it.each(['reasoning_content', 'reasoning', 'thinking', 'reasoning_text', 'reasoning_details'])('is read from %s', (field) => {
    expect(readDelta({ [field]: 'hm' })).toEqual({ ...NOTHING, reasoning: 'hm' })
    expect(readDelta({ [field]: [{ text: 'h' }, { summary: 'm' }] }).reasoning).toBe('hm')
    expect(readDelta({ [field]: { content: 'hm' } }).reasoning).toBe('hm')
    expect(readDelta({ [field]: { value: 'hm' } }).reasoning).toBe('hm')
  })

  it('of several fields the best one counts, once', () => {
    const all = { reasoning_details: 'e', reasoning_text: 'd', thinking: 'c', reasoning: 'b', reasoning_content: 'a' }
    expect(readDelta(all).reasoning).toBe('a')
    expect(readDelta({ ...all, reasoning_content: '', reasoning: null }).reasoning).toBe('c')
  })

  it('may come among the parts of the content, where no field has any', () => {
    const content = [
      { type: 'thinking', thinking: 'a' },
      { type: 'reasoning', reasoning: 'b' },
      { type: 'reasoning_content', text: 'c' },
      { type: 'refusal', refusal: 'no' }
    ]
    expect(readDelta({ content })).toEqual({ ...NOTHING, reasoning: 'abc', refusal: 'no' })
    expect(readDelta({ content, reasoning: 'first', refusal: 'never' })).toMatchObject({ reasoning: 'first', refusal: 'never' })
  })
})

describe('a call of a tool', () => {
  it('is read whatever of it is missing', () => {
    const full = { index: 2, id: 'a', function: { name: 'f', arguments: '{' } }
    expect(readDelta({ tool_calls: [full, {}, null, { index: -1, id: 'null', function: { arguments: null } }] }).tools).toEqual([
      { index: 2, id: 'a', name: 'f', arguments: '{' },
      { index: null, id: '', name: '', arguments: '' },
      { index: null, id: '', name: '', arguments: '' },
      { index: null, id: '', name: '', arguments: '' }
    ])
  })

  it('may have its arguments as an object', () => {
    const [call] = readDelta({ tool_calls: [{ function: { name: 'f', arguments: { q: [1] } } }] }).tools
    expect(call?.arguments).toBe('{"q":[1]}')
  })

  it('may be written the old way, beside the new one', () => {
    const old = { function_call: { name: 'f', arguments: '{}' } }
    expect(readDelta(old).tools).toEqual([{ index: 0, id: '', name: 'f', arguments: '{}' }])
    expect(readDelta({ ...old, tool_calls: [{ id: 'a' }] }).tools.map(({ id, name }) => [id, name])).toEqual([['a', ''], ['', 'f']])
  })
})
