import { describe, expect, it } from 'vitest'
import { ThinkSplit } from './think-split'

function split(pieces: readonly string[]): { readonly reasoning: string; readonly text: string } {
  const think = new ThinkSplit()
  const parts = [...pieces.map((piece) => think.feed(piece)), think.end()]
  return { reasoning: parts.map(({ reasoning }) => reasoning).join(''), text: parts.map(({ text }) => text).join('') }
}

describe('a block of thinking at the beginning', () => {
  it.each([
    ['<think>', '<think>hm</think>yes', 'hm', 'yes'],
    ['<thinking>', '<thinking>hm</thinking>yes', 'hm', 'yes'],
    ['<thought>', '<thought>hm</thought>yes', 'hm', 'yes'],
    ['<reasoning>', '<reasoning>hm</reasoning>yes', 'hm', 'yes'],
    ['white space around it', ' \n<think>\n hm \n</think>\n\n yes ', 'hm', 'yes '],
    ['the end of another tag in it', '<think>a</thinking>b</think>c', 'a</thinking>b', 'c'],
    ['no end', '<think>hm  ', 'hm', ''],
    ['nothing after it', '<think>hm</think>\n\n', 'hm', ''],
    ['half an end', '<think>hm</thi', 'hm</thi', ''],
    ['a second one', '<think>a</think>b<think>c</think>', 'a', 'b<think>c</think>']
  ])('%s: cut anywhere, it reads the same', (_, content, reasoning, text) => {
    expect(split([content])).toEqual({ reasoning, text })
    expect(split([...content])).toEqual({ reasoning, text })
    for (let at = 1; at < content.length; at++) {
      expect(split([content.slice(0, at), content.slice(at)])).toEqual({ reasoning, text })
    }
  })

  it.each(['plain', '<thin', '<thinker>x</thinker>', 'a <think>b</think>', ' \n', '<', ''])('%j is text', (content) => {
    expect(split([content])).toEqual({ reasoning: '', text: content })
    expect(split([...content])).toEqual({ reasoning: '', text: content })
  })
})

describe('what is held back', () => {
  it('is what may still become a tag, and nothing else', () => {
    const think = new ThinkSplit()
    expect(think.feed('<thin')).toEqual({ reasoning: '', text: '' })
    expect(think.feed('g')).toEqual({ reasoning: '', text: '<thing' })
    expect(think.feed('<think>')).toEqual({ reasoning: '', text: '<think>' })
  })

  it('is white space before the end, but not without end', () => {
    const think = new ThinkSplit()
    think.feed('<think>')
    expect(think.feed(`a${' '.repeat(256)}`)).toEqual({ reasoning: 'a', text: '' })
    expect(think.feed(' ')).toEqual({ reasoning: ' '.repeat(257), text: '' })
  })

  it('is white space at the beginning, but not without end', () => {
    const think = new ThinkSplit()
    expect(think.feed(' '.repeat(256))).toEqual({ reasoning: '', text: '' })
    expect(think.feed(' ')).toEqual({ reasoning: '', text: ' '.repeat(257) })
  })
})
